import RDCoding

/// Predicts a sample by weighted least squares over the pixels around it, fitted anew at every pixel.
///
/// A pixel of the window weighs less the farther it is, and the less its context vector is like the current one. One elimination gives the predictions of all
/// orders: that of order `n` is the fit by the first `n` inputs.
///
/// What it computes decides bits: additions, multiplications and divisions in a fixed order.
///
/// > Source: [ye2003], weights by distance and similarity.
final class WindowedLeastSquares {
  /// What weighs the pixels of the window.
  struct Weighting {
    /// Rows above, and columns on either side; the corners are cut off.
    let radius: Int

    /// The factor of the weight for each pixel of distance.
    let decay: Double

    /// What is added to the dissimilarity, a mean square difference, before the weight is its reciprocal.
    let floor: Float

    /// What is added to the diagonal of the normal equations, whose weights add up to 1.
    let ridge: Double
  }

  /// Predictions less the reference by each weighting and order from 0 on, shape `[weightings, inputCount + 1]`.
  private let predictions: UnsafeMutablePointer<Float>
  private let weightings: [Weighting]
  private let vectors: ContextVectors
  private let width: Int

  /// The largest window, the nearest pixel first, and how many of its pixels each weighting sees.
  private let window: [(row: Int, column: Int)]
  private let windowCounts: [Int]

  /// The factor of each weighting for each pixel of the window, shape `[weightings, window]`.
  private let proximities: UnsafeMutablePointer<Float>

  /// Of each input, shape `[chunkCount]`.
  private let similarityWeights: UnsafeMutablePointer<SIMD16<Float>>

  /// The vectors of those pixels of the window that exist, shape `[window, chunkCount]`; their indices in the window, and their mean square differences from
  /// the current vector, shapes `[window]`.
  private let samples: UnsafeMutablePointer<SIMD16<Float>>
  private let windowIndices: UnsafeMutablePointer<Int>
  private let dissimilarities: UnsafeMutablePointer<Float>

  /// The same vectors times their weights.
  private let weighted: UnsafeMutablePointer<SIMD16<Float>>

  /// Sums of products of entries, shape `[16 chunkCount, chunkCount]`.
  private let sums: UnsafeMutablePointer<SIMD16<Float>>

  /// The normal equations, shape `[inputCount, 2 chunkCount]`, and space for a row of them.
  private let matrix: UnsafeMutablePointer<SIMD8<Double>>
  private let multiples: UnsafeMutablePointer<SIMD8<Double>>

  /// How many inputs, the first ones, measure similarity.
  private static let similarityCount = 10

  init(_ vectors: ContextVectors, width: Int, weightings: [Weighting]) {
    self.vectors = vectors
    self.weightings = weightings
    self.width = width
    let radius = weightings.map(\.radius).max() ?? 0
    let all = (-radius...0).flatMap { row in
      (-radius...radius).filter { row < 0 || $0 < 0 }.map { (row: row, column: $0) }
    }
    func distance(_ pixel: (row: Int, column: Int)) -> Int {
      pixel.row * pixel.row + pixel.column * pixel.column
    }
    let order = all.indices.sorted { (distance(all[$0]), $0) < (distance(all[$1]), $1) }
    window = order.map { all[$0] }.filter { distance($0) <= radius * (radius + 1) }
    windowCounts = weightings.map { weighting in
      all.count { distance($0) <= weighting.radius * (weighting.radius + 1) }
    }
    let (windowCount, chunkCount) = (window.count, vectors.chunkCount)
    proximities = .allocate(capacity: weightings.count * windowCount)
    for (index, weighting) in weightings.enumerated() {
      for (pixel, position) in window.enumerated() {
        // Between integers, a power is interpolated.
        let length = Double(distance(position)).squareRoot()
        let steps = Int(length)
        let power = repeatElement(weighting.decay, count: steps).reduce(1, *)
        let rest = 1 + (weighting.decay - 1) * (length - Double(steps))
        proximities[index * windowCount + pixel] = Float(power * rest)
      }
    }
    similarityWeights = .allocate(capacity: chunkCount)
    similarityWeights.initialize(repeating: .zero, count: chunkCount)
    for input in 0..<Self.similarityCount { similarityWeights[0][input] = 0.1 }
    samples = .allocate(capacity: windowCount * chunkCount)
    weighted = .allocate(capacity: windowCount * chunkCount)
    windowIndices = .allocate(capacity: windowCount)
    dissimilarities = .allocate(capacity: windowCount)
    sums = .allocate(capacity: 16 * chunkCount * chunkCount)
    sums.initialize(repeating: .zero, count: 16 * chunkCount * chunkCount)
    matrix = .allocate(capacity: vectors.inputCount * 2 * chunkCount)
    matrix.initialize(repeating: .zero, count: vectors.inputCount * 2 * chunkCount)
    multiples = .allocate(capacity: 2 * chunkCount)
    multiples.initialize(repeating: .zero, count: 2 * chunkCount)
    predictions = .allocate(capacity: weightings.count * (vectors.inputCount + 1))
    predictions.initialize(repeating: 0, count: weightings.count * (vectors.inputCount + 1))
  }

  deinit {
    for pointer in [similarityWeights, samples, weighted, sums] { pointer.deallocate() }
    for pointer in [predictions, proximities, dissimilarities] { pointer.deallocate() }
    windowIndices.deallocate()
    matrix.deallocate()
    multiples.deallocate()
  }

  /// The prediction of a weighting by the first inputs, less the reference.
  @inline(__always)
  func prediction(_ weighting: Int, order: Int) -> Float {
    predictions[weighting &* (vectors.inputCount &+ 1) &+ order]
  }

  /// Predicts the pixel whose vector is the current one.
  func predict(row: Int, column: Int) {
    let sampleCount = gather(row: row, column: column)
    for index in weightings.indices { fit(index, sampleCount: sampleCount) }
  }

  /// Collects the pixels of the window that exist.
  ///
  /// - Returns: how many there are.
  private func gather(row: Int, column: Int) -> Int {
    let chunkCount = vectors.chunkCount
    let current = vectors.current
    var count = 0
    for (index, pixel) in window.enumerated() {
      let (sampleRow, sampleColumn) = (row &+ pixel.row, column &+ pixel.column)
      guard sampleRow >= 0, sampleColumn >= 0, sampleColumn < width else { continue }
      let source = vectors.vector(row: sampleRow, column: sampleColumn)
      let target = samples + count &* chunkCount
      var squares = SIMD16<Float>.zero
      for chunk in 0..<chunkCount {
        let difference = source[chunk] - current[chunk]
        squares += difference * difference * similarityWeights[chunk]
        target[chunk] = source[chunk]
      }
      dissimilarities[count] = squares.orderedSum
      windowIndices[count] = index
      count &+= 1
    }
    return count
  }

  private func fit(_ index: Int, sampleCount: Int) {
    let weighting = weightings[index]
    let limit = windowCounts[index]
    let chunkCount = vectors.chunkCount
    let proximities = proximities + index &* window.count
    var used = 0
    var total: Float = 0
    while used < sampleCount, windowIndices[used] < limit {
      let weight = proximities[windowIndices[used]] / (dissimilarities[used] + weighting.floor)
      total += weight
      for chunk in used &* chunkCount..<(used &+ 1) &* chunkCount {
        weighted[chunk] = samples[chunk] * weight
      }
      used &+= 1
    }
    accumulate(used)
    solve(scale: total > 0 ? 1 / Double(total) : 0, ridge: weighting.ridge, into: index)
  }

  /// Sums the products of entries of the first vectors, each sum in the order of the vectors: the upper triangle.
  private func accumulate(_ count: Int) {
    let chunkCount = vectors.chunkCount
    let entries = UnsafeRawPointer(weighted).assumingMemoryBound(to: Float.self)
    for row in stride(from: 0, to: vectors.inputCount, by: 4) {
      for chunk in row >> 4..<chunkCount {
        // Four rows at a time, in registers.
        var sums = (SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero, SIMD16<Float>.zero)
        var factors = entries + row
        var vector = samples + chunk
        for _ in 0..<count {
          let value = vector.pointee
          sums.0 += value * factors[0]
          sums.1 += value * factors[1]
          sums.2 += value * factors[2]
          sums.3 += value * factors[3]
          factors += 16 &* chunkCount
          vector += chunkCount
        }
        let target = self.sums + (row &* chunkCount &+ chunk)
        target[0] = sums.0
        target[chunkCount] = sums.1
        target[2 &* chunkCount] = sums.2
        target[3 &* chunkCount] = sums.3
      }
    }
  }

  /// Solves the normal equations for all orders.
  private func solve(scale: Double, ridge: Double, into index: Int) {
    let (chunkCount, order) = (vectors.chunkCount, vectors.inputCount)
    let entries = UnsafeMutableRawPointer(matrix).assumingMemoryBound(to: Double.self)
    let stride = 16 &* chunkCount
    let target = vectors.targetIndex
    let inputs = vectors.entries
    for row in 0..<order {
      for chunk in row >> 4..<chunkCount {
        let sums = sums[row &* chunkCount &+ chunk]
        let line = matrix + (row &* chunkCount &+ chunk) &* 2
        line[0] = SIMD8<Double>(sums.lowHalf) * scale
        line[1] = SIMD8<Double>(sums.highHalf) * scale
      }
      entries[row &* stride &+ row] += ridge
      // The last right side is the current vector.
      entries[row &* stride &+ target &+ 1] = Double(inputs[row])
    }
    let solved = SymmetricElimination.eliminate(
      matrix, order: order, chunkCount: 2 &* chunkCount, multiples: multiples, leastPivot: 1e-9)
    var prediction = 0.0
    let results = predictions + index &* (order &+ 1)
    for row in 0..<order {
      if row < solved {
        let line = entries + row &* stride
        prediction += line[target] * line[target &+ 1] / line[row]
      }
      results[row &+ 1] = Float(prediction)
    }
  }
}
