import RDCoding

/// Predicts integers of an array by two least-squares filters of different memory, the last value, and the Lorenzo predictor, weighted by their recent success.
final class NeighbourPredictor: CentrePredictor {
  static var isPredicting: Bool { true }

  /// The values of the integers, with zeros before them.
  private let values: Buffer<Double>
  private let padding: Int

  /// How far back the neighbours lie; the first one is the reference of the others.
  private let offsets: Buffer<Int>
  private let inputCount: Int

  /// The inputs of the fast filter, the nearest.
  private let fastCount: Int

  /// The neighbours of the Lorenzo predictor with their signs.
  private let corners: Buffer<(offset: Int, sign: Double)>
  private let slow: AdaptiveLeastSquares
  private let fast: AdaptiveLeastSquares
  private var mean = 0.0
  private var count = 0.0

  /// Predictions and running errors: slow, fast, last, Lorenzo.
  private var predictions = SIMD4<Double>.zero
  private var errors = SIMD4<Double>(1, 1, 1, 1)
  private var reference = 0.0
  private var blend = 0.0
  private(set) var differences = SIMD4<Double>.zero

  init(shape: [Int]) {
    let shape = shape.filter { $0 > 1 }
    let row = shape.last ?? 1
    let slab = shape.suffix(2).reduce(1, *)
    let count = shape.reduce(1, *)
    var offsets: [Int]
    switch shape.count {
    case 0, 1: offsets = Array(1...24)
    case 2:
      offsets = [
        1, row, row + 1, row - 1, 2, 2 * row, row + 2, row - 2, 2 * row + 1, 2 * row - 1, 3,
        3 * row, row + 3, row - 3, 2 * row + 2, 2 * row - 2, 4, 3 * row + 1, 3 * row - 1,
        2 * row - 3, 2 * row + 3, 5, 4 * row, 3 * row - 2,
      ]
    default:
      offsets = [
        1, row, slab, row + 1, row - 1, slab + 1, slab - 1, slab + row, slab - row, 2, 2 * row,
        2 * slab, slab + row + 1, slab - row + 1, slab + row - 1, slab - row - 1, row + 2, row - 2,
        3, 3 * row, 2 * row + 1, 2 * row - 1, slab + 2, slab - 2,
      ]
      if shape.count > 3 {
        let block = shape.suffix(3).reduce(1, *)
        offsets.replaceSubrange(
          18..., with: [block, 2 * block, block + 1, block + row, block + slab, block - 1])
      }
    }
    offsets = offsets.filter { $0 > 0 && $0 < max(2, count) }
    inputCount = offsets.count
    var corners: [(offset: Int, sign: Double)] = []
    let steps = [1, row, slab, shape.suffix(3).reduce(1, *)].prefix(max(1, shape.count))
    for set in 1..<1 << steps.count {
      let chosen = steps.indices.filter { set >> $0 & 1 == 1 }
      corners.append(
        (chosen.reduce(0) { $0 + steps[$1] }, chosen.count.isMultiple(of: 2) ? -1 : 1))
    }
    padding = max(offsets.max() ?? 1, corners.map(\.offset).max() ?? 1)
    self.corners = Buffer(corners)
    self.offsets = Buffer(offsets)
    values = Buffer(repeating: 0, count: padding + count)
    slow = AdaptiveLeastSquares(order: inputCount, interval: 256, memory: 0.998, noise: 0.08)
    fastCount = min(inputCount, 12)
    fast = AdaptiveLeastSquares(order: fastCount, interval: 64, memory: 0.9, noise: 0.08)
  }

  @inline(__always)
  func predict(at index: Int) -> (centre: Int64, offset: Double) {
    let here = values.pointer + (padding &+ index)
    let offsets = offsets.pointer
    reference = here[0 &- offsets[0]]
    let inputs = slow.inputs
    let others = fast.inputs
    let first = reference - mean
    inputs[0] = first
    others[0] = first
    for input in 1..<max(1, inputCount) {
      let value = here[0 &- offsets[input]] - reference
      inputs[input] = value
      if input < fastCount { others[input] = value }
    }
    var lorenzo = 0.0
    for corner in 0..<corners.count {
      lorenzo += corners.pointer[corner].sign * here[0 &- corners.pointer[corner].offset]
    }
    predictions = SIMD4(
      reference + slow.prediction(), reference + fast.prediction(), reference, lorenzo)
    let squares = errors * errors
    let weights = SIMD4<Double>(repeating: 1) / (squares * squares + 1e-9)
    let weighted = weights * predictions
    let prediction =
      ((weighted.x + weighted.y) + (weighted.z + weighted.w))
      / ((weights.x + weights.y) + (weights.z + weights.w))
    blend = abs(prediction) < 4e18 ? prediction : (abs(reference) < 4e18 ? reference : 0)
    let rounded = blend.rounded(.toNearestOrEven)
    differences = predictions - blend
    differences.x = predictions.y - blend
    differences.y = predictions.z - blend
    differences.z = predictions.w - blend
    return (Int64(rounded), blend - rounded)
  }

  @inline(__always)
  func update(with integer: Int64, at index: Int) {
    let value = Double(integer)
    values.pointer[padding &+ index] = value
    if index < 16_384 || index & 1 == 0 {
      slow.update(with: value - reference, predicted: predictions.x - reference)
    }
    fast.update(with: value - reference, predicted: predictions.y - reference)
    let found = predictions - value
    let sizes = pointwiseMax(found, SIMD4<Double>.zero - found)
    // No error counts for more than a few usual ones, or an outlier would decide for long.
    let limit = errors * 8 + 1
    errors += (pointwiseMin(sizes, limit) - errors) * 0.05
    if count < 65_536 { count += 1 }
    mean += (value - mean) / count
  }
}
