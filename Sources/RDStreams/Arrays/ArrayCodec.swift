import RDArrayFiles
import RDCore
import RDQuantisation
import RDQuantisers
import RDSources

/// Codes arrays of numbers into files that hold their decoder: `rdtool encode` for arrays, in memory.
///
/// ```swift
/// let codec = try ArrayCodec(target: .signalToNoise(decibels: 20))
/// let file = try codec.encode(numbers)
/// let decoded = try ArrayCodec.decode(file)
/// ```
public struct ArrayCodec: Sendable {
  package let target: ArrayTarget

  package let method: QuantiserMethod
  package let density: any UnivariateDistribution

  /// The description of the quantiser in the file.
  private let label: String

  /// The default method.
  public static let defaultMethod = "ectcq-256"

  /// A codec.
  ///
  /// - Parameters:
  ///   - method: a quantiser of `QuantiserCatalogue` that files can hold.
  ///   - source: the model of the numbers, a source of `SourceCatalogue`, of which only the shape matters.
  ///   - target: a rate, or a limit on the error.
  /// - Throws: an error with a message for an unknown name.
  public init(
    method: String = defaultMethod, source: String? = nil, target: ArrayTarget
  ) throws {
    self.init(
      method: try QuantiserCatalogue.method(named: method),
      density: try SourceCatalogue.density(named: source ?? "gaussian").standardised,
      source: source, target: target)
  }

  package init(
    method: QuantiserMethod, density: any UnivariateDistribution, source: String?,
    target: ArrayTarget
  ) {
    self.method = method
    self.density = density
    self.target = target
    label = source.map { "\(method.name) for \($0)" } ?? method.name
  }

  /// The file of an array.
  ///
  /// - Parameter numbers: shape `[n]`, all finite.
  /// - Returns: the bytes of the file, which hold its decoder's tables.
  /// - Throws: ``CodedArrayError``, also for a target that is out of reach; `DesignError`.
  public func encode(_ numbers: [Double]) throws -> [UInt8] {
    guard let form = ArrayForm(element: .float64, shape: [numbers.count]) else {
      preconditionFailure("an array in memory has a form")
    }
    var file: [UInt8] = []
    _ = try encode(
      form: form, pieces: { take in try take(numbers) },
      begin: { file = [] }, write: { file += $0 })
    return file
  }

  /// The numbers of a file, shape `[n]`.
  ///
  /// - Throws: ``CodedArrayError``.
  public static func decode(_ file: [UInt8]) throws -> [Double] {
    var rest = file[...]
    var decoder = try CodedArrayDecoder { limit in
      defer { rest = rest.dropFirst(limit) }
      return Array(rest.prefix(limit))
    }
    var numbers: [Double] = []
    while let piece = try decoder.next() { numbers += piece }
    return numbers
  }

  /// The file of an array and its variance.
  package struct Outcome: Sendable {
    package let file: CodedArrayEncoder.Outcome

    /// The variance of the numbers; 0 if they are all equal.
    package let variance: Double
  }

  /// Codes an array that is read several times: once for its statistics, and once for each file that is tried.
  ///
  /// - Parameters:
  ///   - form: the element type and shape, given the number of elements read.
  ///   - pieces: passes all numbers, in pieces, to its argument.
  ///   - begin: starts an empty file.
  ///   - write: appends to it.
  /// - Returns: the outcome of the last file, which reaches the target.
  /// - Throws: ``CodedArrayError``, `DesignError`, or what the closures throw.
  package func encode(
    form: (Int) throws -> ArrayForm, pieces: (([Double]) throws -> Void) throws -> Void,
    begin: () throws -> Void, write: @escaping ([UInt8]) throws -> Void
  ) throws -> Outcome {
    var statistics = ArrayStatistics()
    var trial = TrialNumbers()
    try pieces { numbers in
      statistics.take(numbers)
      trial.take(numbers)
    }
    guard !statistics.isTooFine else { throw CodedArrayError.tooFine }
    let variance = statistics.deviation * statistics.deviation
    let wanted = target.signalToNoiseDecibels(variance: variance)
    var aim = wanted
    for attempt in 0..<Self.attemptLimit {
      let quantiser =
        statistics.deviation > 0
        ? try quantiser(aim: aim, trial: trial.standardised(by: statistics)) : nil
      try begin()
      var encoder = try CodedArrayEncoder(
        method: label, quantiser: quantiser, form: form(statistics.count),
        statistics: statistics, sink: write)
      try pieces { numbers in try encoder.encode(numbers) }
      let outcome = try encoder.finish()
      let reached = decibels(ofPowerRatio: variance / outcome.meanSquaredError)
      guard let wanted, let tried = aim, statistics.deviation > 0, reached < wanted else {
        return Outcome(file: outcome, variance: variance)
      }
      guard attempt < Self.attemptLimit - 1 else {
        throw CodedArrayError.targetOutOfReach(
          method: method.name, decibels: wanted, reached: reached)
      }
      aim = tried + wanted - reached + 0.002
    }
    preconditionFailure("the last attempt returns or throws")
  }

  private func encode(
    form: ArrayForm, pieces: (([Double]) throws -> Void) throws -> Void,
    begin: () throws -> Void, write: @escaping ([UInt8]) throws -> Void
  ) throws -> Outcome {
    try encode(form: { _ in form }, pieces: pieces, begin: begin, write: write)
  }

  /// The maximum number of attempts, if the whole array falls short of the target that the tried part reached.
  private static let attemptLimit = 5

  /// The quantiser for a signal-to-noise ratio, or, without one, for the rate.
  private func quantiser(aim: Double?, trial: [Double]) throws -> RatedQuantiser {
    let seed = SeedPath(root: 0x5eed_2026)["encode", method.name]
    switch (target, aim) {
    case (_, let aim?):
      // An error of the variance needs no bits, but the lowest rate has some.
      return try method.quantiser(
        for: density, signalToNoiseDecibels: max(aim, 0), samples: trial, seed: seed)
    case (.rate(let rate), nil):
      return try method.ratedQuantiser(for: density, rate: rate, seed: seed)
    case (_, nil): preconditionFailure("a target is a rate or has a signal-to-noise ratio")
    }
  }
}
