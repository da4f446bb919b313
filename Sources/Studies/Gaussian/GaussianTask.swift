import RDCore
import RDExperiments
import RDSources

/// One trial of the Gaussian experiment: the vectors of a repetition, and a latent dimension.
struct GaussianTask: Sendable {
  static let sourceName = "gaussian"
  let specification: GaussianSpecification
  let variant: Variant<NetworkSettings>
  let latentDimension: Int
  /// Counted from 1.
  let repetition: Int

  /// The seed of all random streams of this repetition.
  ///
  /// Neither the method, the variant nor the latent dimension enters, so all are measured on the same vectors.
  var repetitionSeed: SeedPath {
    SeedPath(root: UInt64(specification.seed))["repetition", repetition]
  }

  /// The seed of the network's initial weights and of its training; variants of a network start from the same.
  var networkSeed: SeedPath {
    repetitionSeed["network", "autoencoder"]["latent-dimension", latentDimension]
  }

  func trainingVectors() -> VectorBlock { vectors("training", count: specification.train) }

  /// The vectors to measure on, shape `[test, input]`.
  func testVectors() -> VectorBlock { vectors("test", count: specification.test) }

  private func vectors(_ role: String, count: Int) -> VectorBlock {
    var stream = RandomStream(seed: repetitionSeed["vectors", role])
    return IndependentVectors(component: Gaussian(), dimension: specification.input)
      .draw(count: count, using: &stream)
  }
}
