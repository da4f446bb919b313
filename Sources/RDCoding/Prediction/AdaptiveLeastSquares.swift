/// A linear predictor whose coefficients are refitted by weighted least squares as the data go by.
///
/// The normal equations are accumulated with each sample and solved at growing intervals; older samples are forgotten by a factor at each of them.
/// A sample weighs the reciprocal of a running mean of squared errors, and one whose error exceeds four running deviations no more than such an
/// error would, so that an outlier does no harm.
///
/// All arithmetic is additions, subtractions, multiplications and divisions of doubles in a fixed order, so that predictions may decide bits.
public final class AdaptiveLeastSquares {
  /// The number of coefficients, at most 32.
  public let order: Int

  /// The inputs of the next prediction, shape `[order]`, padded to a multiple of 8.
  public let inputs: UnsafeMutablePointer<Double>

  /// Vectors of 8 in a row of the normal equations.
  @usableFromInline let chunkCount: Int

  /// The lower triangle of the normal equations, shape `[order + 1, 8 chunkCount]`; the last row is the right side.
  @usableFromInline let sums: UnsafeMutablePointer<SIMD8<Double>>
  @usableFromInline let coefficients: UnsafeMutablePointer<Double>
  @usableFromInline var meanSquare = 0.0
  @usableFromInline var untilRefit = 1
  @usableFromInline var count = 0

  /// The factor of older samples at each refit in steady state.
  @usableFromInline let memory: Double

  /// The least mean square of errors that is believed.
  @usableFromInline let noise: Double

  /// Samples between refits in steady state.
  @usableFromInline let interval: Int

  /// Space for the elimination, shape `[order, 8 matrixChunkCount]`, and for a row of it.
  private let matrix: UnsafeMutablePointer<SIMD8<Double>>
  private let multiples: UnsafeMutablePointer<SIMD8<Double>>
  private let matrixChunkCount: Int
  private let solution: UnsafeMutablePointer<Double>

  /// A predictor that predicts 0.
  ///
  /// - Parameters:
  ///   - order: the number of inputs, 1 to 32.
  ///   - interval: the samples between two refits, once there are many.
  ///   - memory: what the weight of older samples is multiplied by at each of them, above 0 and at most 1.
  ///   - noise: the least mean square of errors that is believed.
  public init(order: Int, interval: Int, memory: Double, noise: Double) {
    precondition((1...32).contains(order))
    self.order = order
    self.interval = interval
    self.memory = memory
    self.noise = noise
    chunkCount = (order + 7) / 8
    inputs = .allocate(capacity: 8 * chunkCount)
    inputs.initialize(repeating: 0, count: 8 * chunkCount)
    coefficients = .allocate(capacity: 8 * chunkCount)
    coefficients.initialize(repeating: 0, count: 8 * chunkCount)
    sums = .allocate(capacity: (order + 1) * chunkCount)
    sums.initialize(repeating: .zero, count: (order + 1) * chunkCount)
    matrixChunkCount = order / 8 + 1
    matrix = .allocate(capacity: order * matrixChunkCount)
    matrix.initialize(repeating: .zero, count: order * matrixChunkCount)
    multiples = .allocate(capacity: matrixChunkCount)
    multiples.initialize(repeating: .zero, count: matrixChunkCount)
    solution = .allocate(capacity: order)
    solution.initialize(repeating: 0, count: order)
  }

  deinit {
    inputs.deallocate()
    coefficients.deallocate()
    sums.deallocate()
    matrix.deallocate()
    multiples.deallocate()
    solution.deallocate()
  }

  /// Sets a coefficient before the first refit.
  public func start(_ index: Int, at coefficient: Double) { coefficients[index] = coefficient }

  @inlinable
  @inline(__always)
  func vector(_ pointer: UnsafeMutablePointer<Double>, _ chunk: Int) -> SIMD8<Double> {
    UnsafeRawPointer(pointer + 8 &* chunk).loadUnaligned(as: SIMD8<Double>.self)
  }

  /// The sum of the coefficients times the inputs.
  @inlinable
  @inline(__always)
  public func prediction() -> Double {
    var sum = vector(coefficients, 0) * vector(inputs, 0)
    for chunk in 1..<max(1, chunkCount) {
      sum += vector(coefficients, chunk) * vector(inputs, chunk)
    }
    let half = sum.lowHalf + sum.highHalf
    let quarter = half.lowHalf + half.highHalf
    return quarter.x + quarter.y
  }

  /// Learns what the inputs should have given.
  ///
  /// - Parameters:
  ///   - value: the right value.
  ///   - prediction: what was predicted.
  @inlinable
  @inline(__always)
  public func update(with value: Double, predicted prediction: Double) {
    let error = value - prediction
    let square = error * error
    // The first errors are not typical: they set the scale.
    let bounded = count < 8 ? square : min(square, 16 * (meanSquare + noise))
    meanSquare += (bounded - meanSquare) * (count < 32 ? 1 / Double(count + 1) : 1.0 / 32)
    let weight = 1 / (max(square * (1.0 / 16), meanSquare) + noise)
    accumulate(value, weight: weight)
    count &+= 1
    untilRefit &-= 1
    if untilRefit == 0 { refit() }
  }

  @inlinable
  @inline(__always)
  func accumulate(_ value: Double, weight: Double) {
    let chunkCount = chunkCount
    var row = sums
    for index in 0..<order {
      let weighted = SIMD8(repeating: inputs[index] * weight)
      for chunk in 0...(index >> 3) {
        row[chunk] += weighted * vector(inputs, chunk)
      }
      row += chunkCount
    }
    let weighted = SIMD8(repeating: value * weight)
    for chunk in 0..<chunkCount { row[chunk] += weighted * vector(inputs, chunk) }
  }

  /// Solves the normal equations, with a little added to their diagonal, by elimination.
  @usableFromInline
  @inline(never)
  func refit() {
    untilRefit = min(interval, max(4, count / 8))
    let entries = UnsafeRawPointer(sums).assumingMemoryBound(to: Double.self)
    let stride = 8 * chunkCount
    var trace = 0.0
    for index in 0..<order { trace += entries[index * stride + index] }
    guard trace > 0, trace < 1e300 else { return }
    let ridge = trace / Double(order) * 1e-7
    // The upper triangle and the right side.
    let equations = UnsafeMutableRawPointer(matrix).assumingMemoryBound(to: Double.self)
    let width = 8 * matrixChunkCount
    for row in 0..<order {
      for later in row...order { equations[row * width + later] = entries[later * stride + row] }
      equations[row * width + row] += ridge
    }
    let solved = SymmetricElimination.eliminate(
      matrix, order: order, chunkCount: matrixChunkCount, multiples: multiples,
      leastPivot: ridge * 1e-6)
    guard solved == order else { return }
    for row in (0..<order).reversed() {
      let line = equations + row * width
      let pivot = line[row]
      var sum = line[order] / pivot
      for later in row + 1..<max(order, row + 1) { sum -= line[later] / pivot * solution[later] }
      solution[row] = sum
    }
    for row in 0..<order where !(abs(solution[row]) < 1e6) { return }
    for row in 0..<order { coefficients[row] = solution[row] }
    let forgetting = count < 16 * interval ? 1 - (1 - memory) * 0.25 : memory
    for index in 0..<(order + 1) * chunkCount { sums[index] *= forgetting }
  }
}
