/// What several predictors say of a sample, as distributions: Student's t around each prediction, as wide as its errors were where the expected ones were alike.
///
/// The distributions are narrowed, decision by decision, to the interval that the sample is known to be in.
final class Distributions {
  static let count = 14

  /// The scale of the distribution around the final prediction.
  private(set) var scale: Float = 1

  private static let tables = [3, 7, 25].map(StudentTable.init(degreesOfFreedom:))
  private let tables = Distributions.tables

  /// The table of each, shape `[count]`: the first three are of the same centre.
  private let shapes: [Int] = [0, 1, 2] + Array(repeating: 1, count: count - 3)

  /// Centres, reciprocal scales, and what is below the least, below the greatest and below the middle value, shapes `[count]`.
  private let centres: UnsafeMutablePointer<Double>
  private let inverseScales: UnsafeMutablePointer<Double>
  private let lower: UnsafeMutablePointer<Double>
  private let upper: UnsafeMutablePointer<Double>
  private let middle: UnsafeMutablePointer<Double>

  /// The expected magnitude of the error of each, shape `[count]`.
  private let expectations: UnsafeMutablePointer<Float>

  /// Mean errors as multiples of expected ones, and how many there were up to a limit, by the level of the expected one and the spread of the experts: shape
  /// `[count, levelCount, 8]`; and the one of each, shape `[count]`.
  private let ratios: UnsafeMutablePointer<(mean: Float, count: Float)>
  private let ratioIndices: UnsafeMutablePointer<Int>
  private static let levelCount = 96

  init() {
    let count = Self.count
    centres = .allocate(capacity: count)
    inverseScales = .allocate(capacity: count)
    lower = .allocate(capacity: count)
    upper = .allocate(capacity: count)
    middle = .allocate(capacity: count)
    for pointer in [centres, inverseScales, lower, upper, middle] {
      pointer.initialize(repeating: 0, count: count)
    }
    expectations = .allocate(capacity: count)
    expectations.initialize(repeating: 1, count: count)
    ratioIndices = .allocate(capacity: count)
    ratioIndices.initialize(repeating: 0, count: count)
    ratios = .allocate(capacity: count * Self.levelCount * 8)
    ratios.initialize(repeating: (1, 0), count: count * Self.levelCount * 8)
  }

  deinit {
    for pointer in [centres, inverseScales, lower, upper, middle] { pointer.deallocate() }
    expectations.deallocate()
    ratioIndices.deallocate()
    ratios.deallocate()
  }

  /// Takes what a predictor says of its pixel.
  ///
  /// - Parameters:
  ///   - predictor: of the pixel.
  ///   - expected: the expected magnitude of the final prediction's error.
  ///   - spreadClass: a class of the spread of its experts, 0 to 7.
  @inline(__always)
  func prepare(_ predictor: SamplePredictor, expected: Float, spreadClass: Int) {
    typealias Combination = SamplePredictor.Combination
    for index in 0..<3 { set(index, predictor.final, expected, spreadClass) }
    let (combinations, combinationErrors) = (predictor.combinations, predictor.combinationErrors)
    let blend = Combination.blend
    set(3, combinations[blend], combinationErrors[blend], spreadClass)
    set(4, combinations[Combination.stack], combinationErrors[Combination.stack], 0)
    set(5, combinations[Combination.perceptron], combinationErrors[Combination.perceptron], 0)
    set(6, combinations[Combination.unbiased], combinationErrors[Combination.unbiased], 0)
    let (experts, expertErrors) = (predictor.experts, predictor.expertErrors)
    set(7, experts[0], expertErrors[0], 0)
    set(8, experts[2], expertErrors[2], 0)
    set(9, experts[5], expertErrors[5], 0)
    set(10, experts[7], expertErrors[7], 0)
    set(11, experts[8], expertErrors[8], 0)
    set(12, experts[9], expertErrors[9], 0)
    set(13, experts[10], expertErrors[10], 0)
    scale = Float(1 / inverseScales[1])
  }

  @inline(__always)
  private func set(_ index: Int, _ centre: Float, _ error: Float, _ spreadClass: Int) {
    let expectation = error + 0.05
    let level = min(Self.levelCount &- 1, Classes.octave(expectation, bits: 2))
    let position = (index &* Self.levelCount &+ level) &* 8 &+ spreadClass
    ratioIndices[index] = position
    expectations[index] = expectation
    centres[index] = Double(centre)
    // The mean magnitude of Student's t with 7 degrees of freedom is 0.9.
    inverseScales[index] = 1 / Double(expectation * ratios[position].mean * 1.1 + 0.02)
    lower[index] = 0
    upper[index] = 1
  }

  /// The probability by a distribution that the sample is at least a threshold, given the interval that it is in.
  @inline(__always)
  func probability(_ index: Int, ofAtLeast threshold: Int) -> Double {
    let position = (Double(threshold) - 0.5 - centres[index]) * inverseScales[index]
    let below = tables[shapes[index]](position)
    middle[index] = below
    // Where a distribution has nothing, it does not decide.
    let above = upper[index] - below + 1e-9
    return above / (above + (below - lower[index] + 1e-9))
  }

  /// Narrows the interval to one side of the threshold that probabilities were asked for.
  @inline(__always)
  func narrow(toUpper isUpper: Bool) {
    let end = isUpper ? lower : upper
    end.update(from: middle, count: Self.count)
  }

  /// Learns the sample.
  @inline(__always)
  func learn(_ sample: Int) {
    for index in 0..<Self.count {
      let ratio = abs(Float(sample) - Float(centres[index])) / expectations[index]
      let (mean, count) = ratios[ratioIndices[index]]
      ratios[ratioIndices[index]] = (
        mean + (min(8, ratio) - mean) / (count + 6), min(count + 1, 500)
      )
    }
  }
}
