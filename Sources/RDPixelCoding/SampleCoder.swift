import RDCoding

/// Codes the samples of a plane as decisions, each of which mixes what distributions and contexts say.
///
/// The first decision is whether a sample is above the border of two integers that is nearest to the final prediction. Then groups of growing size are asked for, away from that
/// border, in units of a power of two near the expected error; within a group, halves.
final class SampleCoder {
  private let plane: PixelPlane
  private let completePlanes: [PixelPlane]
  private let maximum: Int
  private let distributions = Distributions()
  private let mixer: BitMixer
  private let levelMap = ProbabilityMap(contextCount: nodeCount * levelCount)
  private let patternMap = ProbabilityMap(contextCount: nodeCount * 256)

  /// The decisions: the first one, groups on either side, halves of intervals by their size.
  private static let groupNodes = 20
  private static let nodeCount = 1 + 2 * groupNodes + 17
  private static let levelCount = 64

  /// Classes of the sample's context, which choose weights and maps.
  private var coarse = 0
  private var spreadAndPart = 0
  private var slope = 0
  private var level = 0
  private var pattern = 0

  /// The interval that the sample is in.
  private var low = 0
  private var high = 0

  init(plane: PixelPlane, completePlanes: [PixelPlane], maximum: Int) {
    self.plane = plane
    self.completePlanes = completePlanes
    self.maximum = maximum
    mixer = BitMixer(
      contextCounts: [512, 5832, 5832, 81 * 48, 512, 5832, 2048, 256, 5832],
      nodeCount: Self.nodeCount,
      selectors: [Self.nodeCount * 8, 1024, Self.nodeCount * 64, Self.nodeCount * 81],
      givenCount: Distributions.count, youngRate: 3200)
  }

  /// Codes a sample.
  ///
  /// - Parameters:
  ///   - sample: 0 to the maximum; a decoder's channel ignores it.
  ///   - row: of its pixel.
  ///   - column: of its pixel.
  ///   - predictor: what predicted it.
  ///   - channel: the coder.
  /// - Returns: the sample.
  func code<Channel: BinaryChannel>(
    _ sample: Int, row: Int, column: Int, predictor: SamplePredictor, in channel: inout Channel
  ) -> Int {
    let errors = predictor.combinationErrors
    let expected =
      (errors[SamplePredictor.Combination.unbiased] + errors[SamplePredictor.Combination.mean]) / 2
    let relativeSpread = predictor.spread / (expected + 0.05) * 2
    let spreadClass = min(7, Classes.octave(relativeSpread, bits: 1))
    distributions.prepare(predictor, expected: expected, spreadClass: spreadClass)
    let scale = distributions.scale
    let border = Int(predictor.final) + 1
    select(
      Surroundings(plane.pointer(row: row, column: column), stride: plane.stride),
      predictor: predictor, spreadClass: spreadClass, border: border, row: row, column: column)

    low = 0
    high = maximum
    let isUpper = decide(sample, border, node: 0, &channel)
    let firstNode = isUpper ? 1 : 1 + Self.groupNodes
    // Groups of 1, 1, 1, 1, 2, 2, 4, 4, … units.
    let unitBits = max(0, Classes.octave(scale, bits: 0) &- 4)
    var group = 0
    var end = 1
    while low < high {
      let distance = end << unitBits
      let isAbove = decide(
        sample, isUpper ? border &+ distance : border &- distance,
        node: firstNode &+ min(group, Self.groupNodes &- 1), &channel)
      if isAbove != isUpper { break }
      group &+= 1
      end &+= 1 << (group < 4 ? 0 : (group &- 2) >> 1)
    }
    while low < high {
      let size = high &- low
      let bits = Int.bitWidth &- size.leadingZeroBitCount
      _ = decide(
        sample, low &+ (size &+ 1) >> 1, node: 2 &* Self.groupNodes &+ bits, &channel)
    }
    distributions.learn(low)
    return low
  }

  /// Codes whether the sample is at least a threshold, unless the interval decides it.
  @inline(__always)
  private func decide<Channel: BinaryChannel>(
    _ sample: Int, _ threshold: Int, node: Int, _ channel: inout Channel
  ) -> Bool {
    if threshold <= low { return true }
    if threshold > high { return false }
    let one = Double(1 << binaryPrecision)
    for index in 0..<Distributions.count {
      let probability = distributions.probability(index, ofAtLeast: threshold) * one
      mixer.give(
        index, logit: mixer.logit(of: UInt32(max(16, min(one - 16, probability)))))
    }
    mixer.choose(0, set: node &* 8 &+ coarse)
    mixer.choose(2, set: node &* 64 &+ spreadAndPart)
    mixer.choose(3, set: node &* 81 &+ slope)
    let mixed = mixer.mix(node: node)
    let byLevel = levelMap.refine(
      logit: mixer.mixedLogit, context: node &* Self.levelCount &+ level)
    let byPattern = patternMap.refine(
      logit: mixer.mixedLogit, context: node &* 256 &+ pattern)
    let refined = (mixed &* 6 &+ byLevel &+ byPattern) >> 3
    let bit = channel.code(
      sample >= threshold ? 1 : 0,
      probabilityOfOne: max(16, min(1 << binaryPrecision - 16, refined)))
    mixer.learn(bit)
    levelMap.learn(bit)
    patternMap.learn(bit)
    let isAtLeast = bit == 1
    distributions.narrow(toUpper: isAtLeast)
    if isAtLeast { low = threshold } else { high = threshold &- 1 }
    return isAtLeast
  }

  /// Selects the contexts of a sample.
  @inline(__always)
  private func select(
    _ near: Surroundings, predictor: SamplePredictor, spreadClass: Int, border: Int, row: Int,
    column: Int
  ) {
    let final = predictor.final
    let experts = predictor.experts
    let inverse = 1 / (distributions.scale + 0.1)
    let fine = min(Self.levelCount &- 1, Classes.octave(distributions.scale, bits: 2))
    coarse = min(7, Classes.octave(distributions.scale, bits: 0))
    level = fine
    let equalities = near.equalities
    pattern = equalities & 255
    // In eighths, where between two integers the prediction is.
    let part = Int((final - Float(border &- 1)) * 8) & 7
    @inline(__always) func step(_ sample: Float) -> Int {
      Classes.signed((sample - final) * inverse)
    }
    @inline(__always) func triple(_ first: Int, _ second: Int, _ third: Int) -> Int {
      (first &* 9 &+ second) &* 9 &+ third
    }
    spreadAndPart = spreadClass &* 8 &+ part
    slope = step(near.west) &* 9 &+ step(near.north)
    mixer.choose(
      1, set: min(15, fine / 3) &* 64 &+ spreadClass &* 8 &+ (equalities & 7))
    mixer.select(0, context: fine &* 8 &+ part)
    mixer.select(
      1, context: triple(step(near.west), step(near.north), step(near.northEast)) &* 8 &+ coarse)
    mixer.select(
      2,
      context: triple(step(near.northWest), step(near.farWest), step(near.farNorth)) &* 8 &+ coarse)
    mixer.select(
      3, context: (step(experts[0]) &* 9 &+ step(experts[9])) &* 48 &+ min(47, fine))
    mixer.select(4, context: equalities)
    mixer.select(5, context: otherSteps(near, step, inverse, row, column, triple) &* 8 &+ coarse)
    mixer.select(6, context: min(2047, max(0, border)))
    mixer.select(7, context: border & 255)
    mixer.select(
      8, context: triple(step(experts[5]), step(experts[8]), step(experts[10])) &* 8 &+ part)
  }

  /// Steps of complete planes at the pixel, or of farther neighbours if there is none.
  @inline(__always)
  private func otherSteps(
    _ near: Surroundings, _ step: (Float) -> Int, _ inverse: Float, _ row: Int, _ column: Int,
    _ triple: (Int, Int, Int) -> Int
  ) -> Int {
    guard let first = completePlanes.first?.pointer(row: row, column: column) else {
      return triple(
        step(near.northFarEast), step(near.north + near.west - near.northWest),
        step(near.north + near.northEast - near.farNorthEast))
    }
    var third = first[0] - first[1]
    if completePlanes.count > 1 {
      let second = completePlanes[1].pointer(row: row, column: column)
      third = second[0] - second[-1]
    }
    return triple(
      Classes.signed((first[0] - first[-1]) * inverse),
      Classes.signed((first[0] - first[0 &- plane.stride]) * inverse),
      Classes.signed(third * inverse))
  }
}
