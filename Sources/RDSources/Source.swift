/// A source of one of five kinds, as the catalogue makes it.
package enum Source: Sendable {
  /// Independent real samples with a density.
  case density(any UnivariateDistribution)

  /// Independent symbols of a finite alphabet.
  case discrete(DiscreteDistribution)

  /// Independent bits that the encoder sees through an erasure.
  case erased(ErasedBits)

  /// A stationary Gaussian process with memory.
  case process(any StationaryGaussianProcess)

  /// Vectors of independent Gaussian components with individual variances.
  case parallel(ParallelGaussians)

  /// The kind in words, with its article, for messages: `"a source with a density"`.
  package var kind: String {
    switch self {
    case .density: "a source with a density"
    case .discrete: "a discrete source"
    case .erased: "a source seen through noise"
    case .process: "a Gaussian process"
    case .parallel: "a vector of Gaussian components"
    }
  }

  /// What to know about the origin of its numbers, which every command says; `nil` for nothing.
  package var note: String? {
    switch self {
    case .density(let density): (density as? any NotedDistribution)?.note
    case .discrete(let distribution): distribution.note
    case .erased, .process, .parallel: nil
    }
  }
}
