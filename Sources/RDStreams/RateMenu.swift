import RDCore
import RDQuantisation
import RealModule

/// The rates at which a method has a quantiser for a component of a transform: 0, and a grid above it.
package struct RateMenu: Sendable {
  /// The distance of the rates of an entropy-coded method, in bits.
  ///
  /// Rounding to them costs a component at most
  /// `(1/16)^2 2 ln^2 2`, or 0.02 dB, and 0.006 dB on average.
  package static let step = 0.125
  package let method: String

  /// The highest rate, in bits.
  package let highest: Double
  private let nearest: @Sendable (Double) -> Double

  /// The rates of a method: logarithms of integers for numbers of levels; multiples of 1/8 bit with an entropy code, of 1 bit
  /// at fixed rate.
  package init(_ method: QuantiserMethod) {
    self.method = method.name
    switch method.sizing {
    case .levels:
      highest = 24
      nearest = { rate in
        Double.log2(max(1, Double.exp2(min(rate, 24)).rounded()))
      }
    case .rate(let designer):
      let step = designer.isEntropyCoded ? Self.step : 1
      let lowest = (designer.rates.lowerBound / step).rounded(.up) * step
      highest = (designer.rates.upperBound / step).rounded(.down) * step
      let least = max(lowest, step)
      nearest = { [highest] rate in
        let rounded = (rate / step).rounded() * step
        if rounded < least { return rate < least / 2 ? 0 : least }
        return min(rounded, highest)
      }
    }
  }

  private init(
    method: String, highest: Double, nearest: @escaping @Sendable (Double) -> Double
  ) {
    self.method = method
    self.highest = highest
    self.nearest = nearest
  }

  /// The rate on the menu that is nearest to a rate, both in bits.
  package func rate(nearestTo rate: Double) -> Double { nearest(rate) }
}
