import RDCore
import RDNumerics
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RealModule

extension QuantiserMethod {
  /// The rates at which the method has quantisers, in bits per sample.
  ///
  /// A method that is sized by its levels has them from the rate that rounds to 2 levels on.
  package var rates: ClosedRange<Double> {
    switch sizing {
    case .levels: 0.585...24
    case .rate(let designer): designer.rates
    }
  }

  /// The number of levels nearest to a rate: `2^rate`, rounded.
  ///
  /// - Throws: `DesignError/rateOutOfRange(method:rateBitsPerSample:ratesBitsPerSample:)`.
  package func levelCount(atRate rate: Information) throws(DesignError) -> Int {
    try check(rate: rate)
    return Int(Double.exp2(rate.bits).rounded())
  }

  /// The quantiser at a rate, or of the nearest number of levels.
  ///
  /// - Throws: `DesignError`, among them `rateOutOfRange` for a rate that is not one of `rates`.
  package func ratedQuantiser(
    for density: any UnivariateDistribution, rate: Information, seed: SeedPath
  ) throws -> RatedQuantiser {
    try check(rate: rate)
    switch sizing {
    case .levels(let makeDesigner):
      let designer = makeDesigner(try levelCount(atRate: rate))
      return RatedQuantiser(try designer.design(for: density).product, of: density)
    case .rate(let designer):
      return try designer.design(for: density, rate: rate, seed: seed).product
    }
  }

  /// Checks that the method has quantisers at a rate.
  ///
  /// - Throws: `DesignError/rateOutOfRange(method:rateBitsPerSample:ratesBitsPerSample:)`.
  package func check(rate: Information) throws(DesignError) {
    guard rates.contains(rate.bits) else {
      throw .rateOutOfRange(
        method: name, rateBitsPerSample: rate.bits, ratesBitsPerSample: rates)
    }
  }
}

extension RatedQuantiser {
  /// A scalar quantiser of fixed rate, with its probabilities and its performance for a source.
  fileprivate init(_ quantiser: ScalarQuantiser, of density: some UnivariateDistribution) {
    // No index may have probability 0: one whose probability underflows can still occur.
    let weights = quantiser.indexProbabilities(under: density).map { max($0, 0x1p-60) }
    var total = CompensatedSum()
    for weight in weights { total.add(weight) }
    self.init(
      quantiser: quantiser, symbolProbabilities: [weights.map { $0 / total.value }],
      fixedRatePerSample: quantiser.fixedRatePerSample,
      performance: Performance(
        meanSquaredError: quantiser.meanSquaredError(under: density),
        entropyPerSample: quantiser.indexEntropy(under: density)))
  }
}
