import RDCoding

/// One way through the grid of an image: what is known at each step, and what follows from it for the next number.
///
/// Encoder, decoder and fitting walk alike. The state is one image's; it is set back for the next.
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

  /// The first number of the present place in ``numbers``.
  private(set) var place = 0

  /// The set of weights of the present place.
  private(set) var border = 0

  /// A walk through grids of one size.
  init(_ model: LatentContextModel, height: Int, width: Int) {
    self.model = model
    live = model.liveChannels.count
    self.height = height
    self.width = width
    rowStride = (width + 2) * live
    numbers = Array(repeating: 0, count: (height + 1) * rowStride)
    magnitudes = numbers
  }

  /// Forgets the image.
  mutating func restart() {
    for i in numbers.indices { numbers[i] = 0 }
    for i in magnitudes.indices { magnitudes[i] = 0 }
  }

  /// Goes to a place.
  mutating func move(toRow row: Int, column: Int) {
    place = (row + 1) * rowStride + (column + 1) * live
    border = LatentContextModel.border(row: row, column: column, width: width)
  }

  /// What is expected of a live channel at the present place.
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

  /// Takes notice of a number.
  mutating func accept(_ number: Int32, channel: Int, expectation: Expectation) {
    let limit = LatentContextModel.featureLimit
    numbers[place + channel] = min(max(number, -limit), limit)
    magnitudes[place + channel] = min(abs(number - expectation.rounded), limit)
  }

  /// Calls `use` with what is known at the present place, a constant 1 before it: the features in the order of the weights.
  func features(of plane: [Int32], into features: inout [Double]) {
    features[0] = 1
    let above = place - rowStride - live
    for i in 0..<3 * live { features[1 + i] = Double(plane[above + i]) }
    let beside = place - live
    for i in 0..<2 * live { features[1 + 3 * live + i] = Double(plane[beside + i]) }
  }

  /// The weighted sum of what is known: three neighbours above stand side by side, and so do the one to the west and the place itself.
  @inline(__always)
  private func sum(_ weights: [Int32], _ offset: Int, _ plane: [Int32], _ channel: Int) -> Int32 {
    weights.withUnsafeBufferPointer { weights in
      plane.withUnsafeBufferPointer { plane in
        var sum = weights[offset]
        let above = place - rowStride - live
        for i in 0..<3 * live { sum &+= weights[offset + 1 + i] &* plane[above + i] }
        let beside = place - live
        let second = offset + 1 + 3 * live
        for i in 0..<live + channel { sum &+= weights[second + i] &* plane[beside + i] }
        return sum
      }
    }
  }

  /// What is expected of a number.
  package struct Expectation {
    /// The nearest integer to the prediction.
    let rounded: Int32

    /// The prediction less ``rounded``, in units of `2^-fractionBits`, from -1/2 to below 1/2.
    let fraction: Int32

    /// The variant of the distribution.
    let phase: Int

    /// The class of the error's expected magnitude.
    let `class`: Int

    /// The place of the distribution in the model.
    package var table: Int { `class` * LatentContextModel.phaseCount + phase }
  }
}
