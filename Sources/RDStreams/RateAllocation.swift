import RealModule

/// A rate for each of several Gaussian components, by reverse water-filling in steps of a menu.
///
/// A component of variance `v` gets the rate on the menu nearest to `max(0, log2(v / w) / 2)`, and the water level `w` is such
/// that the mean of the rates is as near as it gets to the one asked for.
///
/// > Source: [cover2006], theorem 10.3.3.
package struct RateAllocation {
  /// The rate of each component in bits, shape as the variances.
  package let rates: [Double]

  /// The rate of the strongest component before it was rounded to the menu, in bits.
  let greatestShare: Double

  /// Shares a rate.
  ///
  /// - Parameters:
  ///   - meanRate: the mean of the rates, in bits.
  ///   - variances: shape `[n]`; one of 0 or below gets no rate.
  ///   - menu: the rates that a component may have.
  package init(meanRate: Double, variances: [Double], menu: RateMenu) {
    func shares(_ logarithmOfLevel: Double) -> [Double] {
      variances.map { $0 > 0 ? max(0, (Double.log2($0) - logarithmOfLevel) / 2) : 0 }
    }
    func rates(_ logarithmOfLevel: Double) -> [Double] {
      shares(logarithmOfLevel).map { menu.rate(nearestTo: $0) }
    }
    func mean(_ rates: [Double]) -> Double { rates.reduce(0, +) / Double(rates.count) }
    let highest = Double.log2(variances.max() ?? 1)
    /// The logarithms of two levels next to each other, with less than the mean rate and with as much or more.
    func levels(_ rates: (Double) -> [Double]) -> (above: Double, below: Double) {
      // No rate at the variance itself; more than any component is given 64 bits and the mean rate further down.
      var above = highest
      var below = highest - 2 * (meanRate + 64)
      for _ in 0..<200 where above - below > 1e-13 * max(1, abs(above)) {
        let middle = (above + below) / 2
        if mean(rates(middle)) < meanRate { above = middle } else { below = middle }
      }
      return (above, below)
    }
    let (above, below) = levels(rates)
    let (fewer, more) = (rates(above), rates(below))
    self.rates = meanRate - mean(fewer) <= abs(mean(more) - meanRate) ? fewer : more
    greatestShare = (highest - levels(shares).above) / 2
  }
}
