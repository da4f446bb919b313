import RDCore

/// The sources that have a name.
public enum SourceCatalogue {
  package static let all = Catalogue<SourceEntry>(
    kind: "source",
    [
      "gaussian": Gaussian.entry,
      "laplacian": Laplacian.entry,
      "uniform": Uniform.entry,
      "generalised-gaussian": GeneralisedGaussian.entry,
      "logistic": Logistic.entry,
      "student-t": StudentDistribution.entry,
      "two-sided-gamma": TwoSidedGamma.entry,
      "rayleigh": Rayleigh.entry,
      "exponential": Exponential.entry,
      "gamma": Gamma.entry,
      "gaussian-mixture": GaussianMixture.entry,
      "beta": BetaDistribution.entry,
      "table": TabulatedDensity.entry,
      "samples": SampleDensity.entry,
      "formula": FormulaDensity.entry,
      "bernoulli": DiscreteDistribution.bernoulliEntry,
      "discrete": DiscreteDistribution.entry,
      "pmf": DiscreteDistribution.fileEntry,
      "erased": ErasedBits.entry,
      "gauss-markov": GaussMarkov.entry,
      "autoregressive": AutoregressiveProcess.entry,
      "parallel-gaussians": ParallelGaussians.entry,
    ])

  /// Alternative names of sources.
  package static let aliases: KeyValuePairs<String, String> = [
    "normal": "gaussian", "laplace": "laplacian",
  ]

  /// The source of a descriptor, whose name or keys may be aliases: `normal:mu=1,sigma=2`, `laplace:variance=4`.
  ///
  /// - Throws: `UnknownName`, `DescriptorError`, or an error of the source's initialiser.
  package static func source(_ descriptor: Descriptor) throws -> Source {
    let (name, entry) = try entry(of: descriptor)
    let keys = entry.parameters.map(\.key)
    let descriptor = try canonical(Descriptor(name: name, parameters: descriptor.parameters), keys)
    try descriptor.checkKeys(keys)
    return try entry.make(descriptor)
  }

  /// The kind of the source that a descriptor names, without making it.
  ///
  /// - Throws: `UnknownName`.
  package static func kind(of descriptor: Descriptor) throws -> SourceKind {
    try entry(of: descriptor).entry.kind
  }

  private static func entry(of descriptor: Descriptor) throws -> (name: String, entry: SourceEntry)
  {
    let name = aliases.first { $0.key == descriptor.name }?.value ?? descriptor.name
    guard all.names.contains(name) else {
      let isFile = name.contains(".") || name.contains("/")
      throw UnknownName(
        kind: all.kind, name: name, known: all.names + aliases.map(\.key),
        advice: isFile
          ? "A file is table:file=\(name) if it has a density, pmf:file=\(name) if it has probabilities, and samples:file=\(name) if it has samples."
          : nil)
    }
    return (name, try all.entry(named: name))
  }

  /// The source with a density of a descriptor.
  ///
  /// - Throws: as `source(_:)`, and `SourceKindError` for a source of another kind.
  package static func density(_ descriptor: Descriptor) throws -> any UnivariateDistribution {
    let source = try source(descriptor)
    guard case .density(let density) = source else {
      throw SourceKindError(
        source: descriptor.description, kind: source.kind, needed: "a source with a density")
    }
    return density
  }

  /// The descriptor with the entry's own keys instead of `mu`, `sigma` and `variance`, if it has keys of their meaning.
  private static func canonical(
    _ descriptor: Descriptor, _ keys: [String]
  ) throws(DescriptorError) -> Descriptor {
    var parameters: [(key: String, value: String)] = []
    for (key, value) in descriptor.parameters {
      let own: (key: String, value: String)
      switch key {
      case "mu" where keys.contains("mean"): own = ("mean", value)
      case "sigma" where keys.contains("standard-deviation"): own = ("standard-deviation", value)
      case "variance" where keys.contains("standard-deviation"):
        let variance = try descriptor.number(
          "variance", default: 1, expected: "a number above 0", where: { $0 > 0 })
        own = ("standard-deviation", "\(variance.squareRoot())")
      default: own = (key, value)
      }
      guard !parameters.contains(where: { $0.key == own.key }) else {
        throw .malformed(text: descriptor.description, reason: "'\(own.key)' is given twice")
      }
      parameters.append(own)
    }
    return Descriptor(name: descriptor.name, parameters: parameters)
  }
}
