import RDCore
import RDExperiments
import RDSources
import RDStreams
import RDTheory

/// A source of the ledger with its bounds: independent samples, or a Gaussian process that is coded in blocks.
package struct LedgerSource: Sendable {
  package let name: String
  package let kind: Kind
  let bound: any RateDistortionFunction

  /// The converse bound for codes of finite blocklength; `nil` where none is known.
  let converse: (any FiniteBlocklengthBound)?

  /// Samples of a block of a process.
  let blockLength: Int

  /// `R_n(D)` of the blocks of a process; `nil` for a density.
  let blockBound: ParallelGaussianRateDistortion?

  package enum Kind: Sendable {
    case density(any UnivariateDistribution)
    case process(any StationaryGaussianProcess)
  }

  /// The source that a descriptor's text names, its blocks of as many samples as the settings say.
  package init(_ text: String, settings: LedgerSettings) throws {
    let descriptor = try Descriptor(parsing: text)
    let source = try SourceCatalogue.source(descriptor)
    name = descriptor.description
    blockLength = settings.blocklength ?? LedgerSettings.defaultBlockLength
    switch source {
    case .density(let density):
      kind = .density(density)
      blockBound = nil
    case .process(let process):
      kind = .process(process)
      blockBound = try ParallelGaussianRateDistortion(of: process, blocklength: blockLength)
    case .discrete, .erased, .parallel:
      throw Self.unsuitable(name, source)
    }
    guard
      let bound = try RateDistortionCatalogue.function(of: source, measure: .meanSquaredError)
    else {
      throw Diagnosis(
        .missing,
        "No rate-distortion function under mean-square error is known here for the source '\(name)'. Take another source."
      )
    }
    self.bound = bound
    converse = FiniteBlocklengthCatalogue.bounds(of: source, measure: .meanSquaredError)
      .first { $0.quantity == "converse" }
  }

  /// Whether the fourth moment is finite: only then have squared errors a variance.
  var hasFourthMoment: Bool {
    if case .density(let density) = kind { density.tailIndex > 4 } else { true }
  }

  /// Whether it is a Gaussian density, whose samples' power says what their distortion goes with.
  var isGaussianDensity: Bool {
    if case .density(let density) = kind { density is Gaussian } else { false }
  }

  /// What the codes of a method are designed from.
  ///
  /// - `seed`: the root of the designs' random numbers.
  func design(of method: CodedMethod, seed: UInt64) throws -> SequenceDesign {
    try SequenceDesign(method, for: name, blockLength: blockLength, seed: seed)
  }

  /// The code of a design at a rate, for samples with the mean and the variance of the source.
  ///
  /// - `rate`: per sample.
  /// - `sampleCount`: as many as are asked of ``heldOut(count:seed:)``.
  func code(
    of design: SequenceDesign, atRate rate: Information, sampleCount: Int
  ) throws -> SequenceCode {
    let (mean, variance) =
      switch kind {
      case .density(let density): (density.mean, density.variance)
      case .process(let process): (0, process.variance)
      }
    return try design.code(
      atRate: rate, sampleCount: filled(sampleCount), mean: mean, deviation: variance.squareRoot())
  }

  /// Checks that a text names a source for the ledger, without computing its bounds.
  package static func check(_ text: String) throws {
    let descriptor = try Descriptor(parsing: text)
    let source = try SourceCatalogue.source(descriptor)
    switch source {
    case .density, .process: break
    case .discrete, .erased, .parallel: throw unsuitable(descriptor.description, source)
    }
  }

  private static func unsuitable(_ name: String, _ source: Source) -> SourceKindError {
    SourceKindError(
      source: name, kind: source.kind, needed: "a source with a density or a Gaussian process")
  }

  /// Held-out samples; for a process padded to whole blocks, whose remainder would cost bits without samples.
  package func heldOut(count: Int, seed: SeedPath) -> HeldOutSequence {
    switch kind {
    case .density(let density): HeldOutSequence(of: density, count: count, seed: seed)
    case .process(let process): HeldOutSequence(of: process, count: filled(count), seed: seed)
    }
  }

  private func filled(_ count: Int) -> Int {
    guard case .process = kind else { return count }
    return (count + blockLength - 1) / blockLength * blockLength
  }
}
