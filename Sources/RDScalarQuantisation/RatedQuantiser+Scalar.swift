import RDQuantisers
import RDSources

extension RatedQuantiser {
  /// A scalar quantiser for an entropy coder, with its exact performance.
  ///
  /// - Precondition: no cell is empty.
  init(entropyCoded quantiser: ScalarQuantiser, under density: some UnivariateDistribution) {
    let probabilities = quantiser.indexProbabilities(under: density)
    self.init(
      quantiser: quantiser, symbolProbabilities: [probabilities],
      performance: Performance(
        meanSquaredError: quantiser.meanSquaredError(under: density),
        entropyPerSample: quantiser.indexEntropy(under: density)))
  }
}
