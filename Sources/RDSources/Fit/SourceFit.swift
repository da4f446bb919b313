import RDCore
import RDNumerics
import RealModule

/// A family of the catalogue fitted to samples by maximum likelihood.
///
/// The likelihood is the probability of the samples as they were rounded, not a density: no pole and no collapsing component makes it
/// infinite.
package struct SourceFit: Sendable {
  /// The source, as it is written.
  package let source: Descriptor

  /// The number of fitted parameters.
  package let parameterCount: Int

  /// The logarithm of the probability of the samples, in nats.
  package let logLikelihoodNats: Double

  /// Where a parameter stands at a limit, or the likelihood is not exact; `nil` for nothing.
  package let warning: String?

  /// Whether the likelihood has a maximum; it has none where the density is infinite at a sample that is a number of many digits.
  package let hasMaximum: Bool

  /// Akaike's criterion, `2 k - 2 ln L`; it says nothing without a maximum of the likelihood.
  ///
  /// > Source: [akaike1974].
  package var akaikeCriterion: Double { 2 * Double(parameterCount) - 2 * logLikelihoodNats }

  /// The families that can be fitted, in the order of listings.
  package static var families: [String] {
    zip(SourceCatalogue.all.names, SourceCatalogue.all.entries).filter { $0.1.fit != nil }.map(\.0)
  }

  /// The most different samples that starts are compared on, and that the best is refined on.
  private static let startCount = 2048
  private static let refinementCount = 1 << 14

  /// The most starts of a family.
  private static let startLimit = 24

  /// The maximum-likelihood fit of a family.
  ///
  /// Searches from several starts on a part of the samples, then from the best on more of them: parts at even distances in the order of
  /// their size, which have the shape of all, 16,384 at most. The likelihood is that of all samples, and numbers have as many digits as a thousandth of
  /// a nat needs.
  ///
  /// - Parameters:
  ///   - family: one of ``families``.
  ///   - samples: the samples.
  /// - Throws: `UnknownName`.
  package init(of family: String, to samples: RoundedSamples) throws {
    guard let parameters = try SourceCatalogue.all.entry(named: family).fit else {
      throw UnknownName(kind: "family", name: family, known: Self.families)
    }
    let space = FitSpace(family: family, parameters: parameters, samples: samples)
    let few = samples.thinned(to: Self.startCount)
    let more = samples.thinned(to: Self.refinementCount)
    let search = SimplexMinimum()
    let found = space.starts.prefix(Self.startLimit).map { start in
      search.minimum(from: start, step: space.steps, of: { space.loss($0, on: few) })
    }.min { $0.value < $1.value }
    var best = found?.position ?? []
    // From a smaller simplex about the optimum, until it no longer moves.
    var value = Double.infinity
    for _ in 0..<4 {
      let next = search.minimum(
        from: best, step: space.steps.map { 0.1 * $0 }, of: { space.loss($0, on: more) })
      best = next.position
      guard value - next.value > 1e-4 else { break }
      value = next.value
    }
    let values = space.values(at: best)
    let (source, outcome) = space.rounded(values, on: samples)
    self.source = source
    parameterCount = parameters.count
    logLikelihoodNats = outcome.nats
    hasMaximum = try !samples.hasSample(atPoleOf: SourceCatalogue.density(source))
    var warnings = space.limits(at: values)
    if !hasMaximum {
      warnings.insert(
        "the density is infinite at a sample: the likelihood has no maximum there, and AIC does not hold",
        at: 0)
    }
    if outcome.impossible > 0 {
      warnings.append(
        "\(Int(outcome.impossible)) of the samples are as good as impossible, so that the likelihood is lower still"
      )
    }
    warning = warnings.isEmpty ? nil : warnings.joined(separator: "; ")
  }
}
