internal import RDCodecs
internal import RDCore
internal import RDQuantisation
internal import RDSources
internal import RDTheory

/// A source of the ledger with its bounds: independent samples, or a Gaussian process that is coded in blocks.
struct LedgerSource: Sendable {
  /// Samples of a block of a process where no blocklength is given.
  static let defaultBlockLength = 100

  /// The descriptor.
  let name: String

  let kind: Kind

  /// R(D).
  let bound: any RateDistortionFunction

  enum Kind: Sendable {
    case density(any UnivariateDistribution)
    case process(any StationaryGaussianProcess)
  }

  /// The source that a descriptor's text names.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`; `SourceKindError` for a source of another kind; ``NoBound``.
  init(_ text: String) throws {
    let descriptor = try Descriptor(parsing: text)
    let source = try SourceCatalogue.source(descriptor)
    name = descriptor.description
    switch source {
    case .density(let density): kind = .density(density)
    case .process(let process): kind = .process(process)
    case .discrete, .parallel:
      throw SourceKindError(
        source: name, kind: source.kind, needed: "a source with a density or a Gaussian process")
    }
    guard
      let bound = try RateDistortionCatalogue.function(of: source, measure: .meanSquaredError)
    else { throw NoBound(source: name) }
    self.bound = bound
  }

  /// Samples that no design has seen.
  func heldOut(count: Int, seed: SeedPath) -> HeldOutSequence {
    switch kind {
    case .density(let density): HeldOutSequence(of: density, count: count, seed: seed)
    case .process(let process): HeldOutSequence(of: process, count: count, seed: seed)
    }
  }
}

/// A source whose rate–distortion function is not known.
struct NoBound: DiagnosedError, Equatable {
  let source: String

  var failureClass: FailureClass { .missing }

  var description: String {
    "No rate-distortion function under mean-square error is known here for the source '\(source)'. Take another source."
  }
}
