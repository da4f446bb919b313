import RDCore

/// The sources that can be named.
package enum SourceCatalogue {
  /// What each is and how it is made from its descriptor: an entry for each.
  package static let all = Catalogue<SourceEntry>(
    kind: "source",
    [
      "gaussian": Gaussian.entry,
      "laplacian": Laplacian.entry,
      "uniform": Uniform.entry,
      "generalised-gaussian": GeneralisedGaussian.entry,
      "logistic": Logistic.entry,
      "student-t": StudentDistribution.entry,
      "gamma": TwoSidedGamma.entry,
      "rayleigh": Rayleigh.entry,
      "exponential": Exponential.entry,
      "gaussian-mixture": GaussianMixture.entry,
      "beta": BetaDistribution.entry,
      "table": TabulatedDensity.entry,
      "bernoulli": DiscreteDistribution.bernoulliEntry,
      "discrete": DiscreteDistribution.entry,
      "gauss-markov": GaussMarkov.entry,
      "autoregressive": AutoregressiveProcess.entry,
      "parallel-gaussians": ParallelGaussians.entry,
    ])

  /// The source that a descriptor names.
  ///
  /// - Throws: `UnknownName`, `DescriptorError`, or what the source's own making throws.
  package static func source(_ descriptor: Descriptor) throws -> Source {
    let entry = try all.entry(named: descriptor.name)
    try descriptor.checkKeys(entry.parameters.map(\.key))
    return try entry.make(descriptor)
  }

  /// The source with a density that a descriptor names.
  ///
  /// - Throws: the same, and ``SourceKindError`` for a source of another kind.
  package static func density(_ descriptor: Descriptor) throws -> any UnivariateDistribution {
    let source = try source(descriptor)
    guard case .density(let density) = source else {
      throw SourceKindError(
        source: descriptor.description, kind: source.kind, needed: "a source with a density")
    }
    return density
  }
}
