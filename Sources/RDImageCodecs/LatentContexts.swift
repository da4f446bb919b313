import RDCoding

/// The causal context of each latent of an image's grid, in coding order, and its predictions.
///
/// Encoder, decoder and fitting share it. The state is that of one image; it is reset for the next.
package struct LatentContexts {
  private let model: LatentContextModel
  private let live: Int
  private let height: Int
  private let width: Int

  /// Numbers of one padded row of the grid.
  private let rowStride: Int

  /// The numbers so far, held within the limit of features, with a border of zeros above, left and right, shape
  /// `[height + 1, width + 2, live]`.
  private(set) var numbers: [Int32]

  /// The magnitudes of the errors of prediction so far, in the same shape.
  private(set) var magnitudes: [Int32]

  /// The first number of the present position in ``numbers``.
  private(set) var origin = 0

  /// The set of weights of the present position.
  private(set) var border = 0

  init(_ model: LatentContextModel, height: Int, width: Int) {
    self.model = model
    live = model.liveChannels.count
    self.height = height
    self.width = width
    rowStride = (width + 2) * live
    numbers = Array(repeating: 0, count: (height + 1) * rowStride)
    magnitudes = numbers
  }

  mutating func restart() {
    for i in numbers.indices { numbers[i] = 0 }
    for i in magnitudes.indices { magnitudes[i] = 0 }
  }

  mutating func move(toRow row: Int, column: Int) {
    origin = (row + 1) * rowStride + (column + 1) * live
    border = LatentContextModel.border(row: row, column: column, width: width)
  }

  /// The prediction of a live channel at the current position.
  func expectation(of channel: Int) -> Expectation {
    let offset = (border * live + channel) * model.weightStride
    let mean = sum(model.meanWeights, offset, numbers, channel)
    let scale = sum(model.scaleWeights, offset, magnitudes, channel)
    let half: Int32 = 1 << Int32(LatentContextModel.fractionBits - 1)
    let rounded = (mean + half) >> Int32(LatentContextModel.fractionBits)
    let fraction = mean + half - rounded << Int32(LatentContextModel.fractionBits)
    let phase = (Int(fraction) * LatentContextModel.phaseCount) >> LatentContextModel.fractionBits
    var first = 0
    var last = LatentContextModel.classCount - 1
    while first < last {
      let middle = (first + last) / 2
      if LatentContextModel.thresholds[middle] <= scale {
        first = middle + 1
      } else {
        last = middle
      }
    }
    return Expectation(rounded: rounded, fraction: fraction - half, phase: phase, class: first)
  }

  mutating func accept(_ number: Int32, channel: Int, expectation: Expectation) {
    let limit = LatentContextModel.featureLimit
    numbers[origin + channel] = min(max(number, -limit), limit)
    magnitudes[origin + channel] = min(abs(number - expectation.rounded), limit)
  }

  /// Calls `use` with the features at the current position, a constant 1 first, in the order of the weights.
  func features(of plane: [Int32], into features: inout [Double]) {
    features[0] = 1
    let above = origin - rowStride - live
    for i in 0..<3 * live { features[1 + i] = Double(plane[above + i]) }
    let beside = origin - live
    for i in 0..<2 * live { features[1 + 3 * live + i] = Double(plane[beside + i]) }
  }

  /// The weighted sum of the features: the three neighbours above are contiguous, and so are the one to the west and the position itself.
  @inline(__always)
  private func sum(_ weights: [Int32], _ offset: Int, _ plane: [Int32], _ channel: Int) -> Int32 {
    weights.withUnsafeBufferPointer { weights in
      plane.withUnsafeBufferPointer { plane in
        var sum = weights[offset]
        let above = origin - rowStride - live
        for i in 0..<3 * live { sum &+= weights[offset + 1 + i] &* plane[above + i] }
        let beside = origin - live
        let second = offset + 1 + 3 * live
        for i in 0..<live + channel { sum &+= weights[second + i] &* plane[beside + i] }
        return sum
      }
    }
  }

  /// The prediction of a number.
  package struct Expectation {
    /// The nearest integer to the prediction.
    let rounded: Int32

    /// The prediction less ``rounded``, in units of `2^-fractionBits`, from -1/2 to below 1/2.
    let fraction: Int32

    /// The variant of the distribution.
    let phase: Int

    /// The class of the error's expected magnitude.
    let `class`: Int

    /// The index of the distribution in the model.
    package var table: Int { `class` * LatentContextModel.phaseCount + phase }
  }
}

extension LatentContextModel {
  /// Visits the positions of grids in coding order, with the contexts of each.
  ///
  /// - Parameters:
  ///   - count: grids of one size.
  ///   - height: rows of each.
  ///   - width: positions in a row.
  ///   - visit: receives the contexts at the position, and the index of its first number.
  /// - Throws: what `visit` throws.
  @inline(__always)
  func forEachPosition<Failure: Error>(
    count: Int, height: Int, width: Int,
    _ visit: (inout LatentContexts, Int) throws(Failure) -> Void
  ) throws(Failure) {
    var contexts = LatentContexts(self, height: height, width: width)
    var first = 0
    for _ in 0..<count {
      contexts.restart()
      for row in 0..<height {
        for column in 0..<width {
          contexts.move(toRow: row, column: column)
          try visit(&contexts, first)
          first += channels
        }
      }
    }
  }

  /// Visits the numbers of a grid in coding order.
  func forEachNumber(
    of grid: LatentGrid, _ visit: (Int32, LatentContexts.Expectation) -> Void
  ) {
    precondition(grid.channels == channels)
    forEachPosition(count: grid.count, height: grid.height, width: grid.width) { contexts, first in
      for (index, channel) in liveChannels.enumerated() {
        let number = grid.values[first + channel]
        let expectation = contexts.expectation(of: index)
        visit(number, expectation)
        contexts.accept(number, channel: index, expectation: expectation)
      }
    }
  }
}
