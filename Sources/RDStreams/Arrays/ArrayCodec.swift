import RDArrayFiles
import RDCore
import RDQuantisation
import RDSources

/// Codes arrays of numbers into streams that hold their decoder: `rdtool encode` for arrays, in memory.
///
/// ```swift
/// let codec = try ArrayCodec(target: .signalToNoise(decibels: 20))
/// let file = try codec.encode(numbers)
/// let decoded = try ArrayCodec.decode(file)
/// ```
public struct ArrayCodec: ArrayCoder {
  /// What a stream is made for.
  public let target: ArrayTarget

  package var methodName: String { design.method.name }
  package var source: String? { design.source }
  private let design: SequenceDesign

  /// The mean and the standard deviation, where they are not measured.
  private let scale: ArrayScale?

  /// The method where none is named.
  public static let defaultMethod = "ectcq:states=256"

  /// The source where none is named.
  public static let defaultSource = "gaussian"

  /// The root of the designs' random numbers where none is given.
  package static let defaultSeed: UInt64 = 0x5eed_2026

  /// A codec.
  ///
  /// - Parameters:
  ///   - method: a quantiser of `QuantiserCatalogue` that streams can hold.
  ///   - source: what the numbers are like, a density or a Gaussian process of `SourceCatalogue`, of which the shape counts.
  ///   - target: a rate, or an error that is not exceeded.
  /// - Throws: a `DiagnosedError` for a name that is not known.
  public init(
    method: String = defaultMethod, source: String = defaultSource, target: ArrayTarget
  ) throws {
    self.init(
      design: try SequenceDesign(
        CodedMethod.method(method), for: source, seed: Self.defaultSeed),
      target: target)
  }

  package init(design: SequenceDesign, scale: ArrayScale? = nil, target: ArrayTarget) {
    self.design = design
    self.scale = scale
    self.target = target
  }

  /// The stream of an array.
  ///
  /// - Parameter numbers: shape `[n]`, all finite.
  /// - Returns: the bytes of the stream, which hold its decoder's tables.
  /// - Throws: ``StreamError``, also for a number that is not between -1e150 and 1e150 or a target that is out of reach; `DesignError`.
  public func encode(_ numbers: [Double]) throws -> [UInt8] {
    try StreamError.check(numbers)
    guard let form = ArrayForm(type: .float64, shape: [numbers.count]) else {
      preconditionFailure("an array in memory has a form")
    }
    var file: [UInt8] = []
    _ = try encode(
      form: { _ in form }, pieces: { take in try take(numbers) },
      begin: { file = [] }, write: { file += $0 })
    return file
  }

  /// The numbers of a stream, shape `[n]`.
  ///
  /// - Throws: ``StreamError``.
  public static func decode(_ file: [UInt8]) throws -> [Double] {
    try StreamDecoder.decode(file)
  }

  package func encode(
    form: (Int) throws -> ArrayForm, pieces: NumberPieces,
    begin: () throws -> Void, write: @escaping ([UInt8]) throws -> Void
  ) throws -> ArrayCodingOutcome {
    var statistics = ArrayStatistics()
    var trial = TrialNumbers()
    try pieces { numbers in
      statistics.take(numbers)
      trial.take(numbers)
    }
    try statistics.check()
    let variance = statistics.deviation * statistics.deviation
    let wanted = target.signalToNoiseDecibels(variance: variance)
    var aim = wanted
    for attempt in 0..<Self.attemptLimit {
      let code =
        statistics.deviation > 0 ? try code(aim: aim, of: statistics, trial: trial) : nil
      try begin()
      let outcome = try Self.stream(
        code, form: form(statistics.count), mean: statistics.mean, pieces: pieces, write: write)
      let reached = decibels(ofPowerRatio: variance / outcome.meanSquaredError)
      guard let wanted, let tried = aim, statistics.deviation > 0, reached < wanted else {
        return ArrayCodingOutcome(file: outcome, variance: variance)
      }
      guard attempt < Self.attemptLimit - 1 else {
        throw StreamError.targetOutOfReach(
          method: design.method.name, decibels: wanted, reached: reached)
      }
      aim = tried + wanted - reached + 0.002
    }
    preconditionFailure("the last attempt returns or throws")
  }

  /// How often a stream is made anew because the whole array came out worse than the part that was tried.
  private static let attemptLimit = 5

  /// The code for a signal-to-noise ratio, or, without one, for the rate.
  private func code(
    aim: Double?, of statistics: ArrayStatistics, trial: TrialNumbers
  ) throws -> SequenceCode {
    let scale =
      scale ?? ArrayScale(mean: statistics.mean, deviation: statistics.deviation)
    switch (target, aim) {
    case (_, let aim?):
      // An error of the variance and more needs no bits, but the least rate that there is has some.
      let power = statistics.variance / (scale.deviation * scale.deviation)
      return try design.code(
        reaching: max(aim, 0), on: trial.standardised(by: scale), power: power,
        sampleCount: statistics.count, mean: scale.mean, deviation: scale.deviation)
    case (.rate(let rate), nil):
      return try design.code(
        atRate: rate, sampleCount: statistics.count, mean: scale.mean, deviation: scale.deviation)
    case (_, nil): preconditionFailure("a target is a rate or has a signal-to-noise ratio")
    }
  }
}
