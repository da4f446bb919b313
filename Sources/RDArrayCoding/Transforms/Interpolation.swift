/// Prediction of an array from coarse to fine: each level's new samples from cubic interpolation of those that were decoded, with the quantiser in the loop.
///
/// The error of each sample is at most half its level's step. Coarser levels, on which others rest, have finer steps.
///
/// > Source: [zhao2021].
struct Interpolation {
  let shape: [Int]

  /// By how much the step becomes finer with each level.
  let levelFactor: Double

  /// The samples of one level and dimension, whose interpolation goes along the dimension.
  private struct Pass {
    let level: Int
    let dimension: Int

    /// The first index and the stride in each dimension.
    let starts: [Int]
    let strides: [Int]
    let counts: [Int]
  }

  private let passes: [Pass]

  /// The first sample, which is not interpolated, is a plane of its own.
  var planes: [IntegerPlane] {
    [IntegerPlane(shape: [1])]
      + passes.map { pass in
        var plane = IntegerPlane(shape: pass.counts)
        plane.rowLength = pass.counts.last ?? 1
        plane.period = 1
        plane.kind = min(23, 3 * min(pass.level, 6) + min(pass.dimension, 2))
        return plane
      }
  }

  init(shape: [Int], levelFactor: Double) {
    self.shape = shape
    self.levelFactor = levelFactor
    var passes: [Pass] = []
    var level = 0
    while 1 << (level + 1) < (shape.max() ?? 1) { level += 1 }
    while level >= 0 {
      let stride = 1 << level
      for dimension in shape.indices {
        let starts = shape.indices.map { $0 == dimension ? stride : 0 }
        let strides = shape.indices.map { $0 < dimension ? stride : 2 * stride }
        let counts = shape.indices.map { (shape[$0] - starts[$0] + strides[$0] - 1) / strides[$0] }
        if counts.allSatisfy({ $0 > 0 }) {
          passes.append(
            Pass(
              level: level, dimension: dimension, starts: starts, strides: strides, counts: counts))
        }
      }
      level -= 1
    }
    self.passes = passes
  }

  /// How much finer than the last the step of a level is.
  private func refinement(_ level: Int) -> Double {
    var factor = 1.0
    for _ in 0..<level { factor *= levelFactor }
    return min(factor, 4)
  }

  /// Quantises numbers.
  ///
  /// - Parameters:
  ///   - numbers: shape `[n]`; they become what a decoder has.
  ///   - step: of the finest level.
  ///   - integers: the result, in the order of the planes.
  func quantise(
    _ numbers: UnsafeMutablePointer<Double>, step: Double,
    into integers: UnsafeMutablePointer<Int64>
  ) {
    forEachSample(of: numbers, step: step) { index, place, prediction, step in
      let distance = ((numbers[place] - prediction) / step).rounded(.toNearestOrEven)
      let integer = Int64(max(-4e18, min(4e18, distance)))
      integers[index] = integer
      numbers[place] = prediction + Double(integer) * step
    }
  }

  /// The numbers of integers.
  func reconstruct(
    _ integers: UnsafeMutablePointer<Int64>, step: Double,
    into numbers: UnsafeMutablePointer<Double>
  ) {
    forEachSample(of: numbers, step: step) { index, place, prediction, step in
      numbers[place] = prediction + Double(integers[index]) * step
    }
  }

  /// Calls a closure for each sample, in the order of the planes: its index, its place in the array, its prediction and its step.
  @inline(__always)
  private func forEachSample(
    of numbers: UnsafeMutablePointer<Double>, step: Double,
    _ body: (Int, Int, Double, Double) -> Void
  ) {
    body(0, 0, 0, step / refinement(30))
    var memory = [Int](repeating: 1, count: shape.count)
    for dimension in (0..<max(0, shape.count - 1)).reversed() {
      memory[dimension] = memory[dimension + 1] * shape[dimension + 1]
    }
    var index = 1
    let last = shape.count - 1
    for pass in passes {
      let levelStep = step / refinement(pass.level)
      let along = memory[pass.dimension] << pass.level
      let extent = shape[pass.dimension]
      let reach = 1 << pass.level
      var indices = [Int](repeating: 0, count: shape.count)
      while true {
        var place = 0
        for dimension in shape.indices {
          place +=
            (pass.starts[dimension] + indices[dimension] * pass.strides[dimension])
            * memory[dimension]
        }
        for x in 0..<pass.counts[last] {
          let coordinate =
            pass.starts[pass.dimension]
            + (pass.dimension == last ? x : indices[pass.dimension])
            * pass.strides[pass.dimension]
          let here = numbers + place
          let hasNext = coordinate + reach < extent
          let hasFar = coordinate >= 3 * reach
          let prediction: Double
          if hasNext, hasFar, coordinate + 3 * reach < extent {
            prediction =
              ((here[0 - along] + here[along]) * 9 - (here[-3 * along] + here[3 * along])) * 0.0625
          } else if hasNext {
            prediction =
              hasFar
              ? (here[0 - along] * 6 + here[along] * 3 - here[-3 * along]) * 0.125
              : (here[0 - along] + here[along]) * 0.5
          } else if hasFar {
            prediction = here[0 - along] * 1.5 - here[-3 * along] * 0.5
          } else {
            prediction = here[0 - along]
          }
          body(index, place, prediction, levelStep)
          index += 1
          place += pass.strides[last]
        }
        var position = last - 1
        while position >= 0 {
          indices[position] += 1
          if indices[position] < pass.counts[position] { break }
          indices[position] = 0
          position -= 1
        }
        if position < 0 { break }
      }
    }
  }
}
