import RDNumerics

/// Moments over cells that are narrow on the scale of the density, by a Gauss–Legendre rule about the cell's centre.
///
/// Closed forms lose digits on narrow cells: they subtract numbers of the size of the whole distribution to get one of the size
/// of the cell. A quadrature rule subtracts nothing.
enum NarrowCell {
  private static let rules = [4, 6, 8, 12, 16].map { GaussLegendreRule(pointCount: $0) }

  /// The greatest variation that `moments(from:to:about:variation:density:)` accepts.
  static let variationLimit = 4.0

  /// The moments over `[lower, upper]` about `reference` of a density that is smooth inside.
  ///
  /// - Parameters:
  ///   - lower: the lower end, finite.
  ///   - upper: the upper end, finite.
  ///   - reference: the point that the moments are taken about.
  ///   - variation: the change of the logarithm of the density over half of the cell, at most `variationLimit`; it determines
  ///     the number of points for full precision.
  ///   - density: the density.
  /// - Returns: the moments, with a relative error of a few units in the last place.
  @inline(__always)
  static func moments(
    from lower: Double, to upper: Double, about reference: Double, variation: Double,
    density: (Double) -> Double
  ) -> PartialMoments {
    // The rule of n points has an error of 2^(2n+1) (n!)^4 / ((2n+1) (2n)!^3) times the 2n-th derivative of the integrand: for
    // u^2 exp(-v u) on (-1, 1) less than 1e-15 of the integral at each of these bounds.
    let rule =
      switch variation {
      case ..<0.02: rules[0]
      case ..<0.25: rules[1]
      case ..<0.75: rules[2]
      case ..<2: rules[3]
      default: rules[4]
      }
    let halfWidth = (upper - lower) / 2
    let centre = lower + halfWidth
    var moments = PartialMoments.zero
    for i in rule.nodes.indices {
      let offset = halfWidth * rule.nodes[i]
      let share = halfWidth * rule.weights[i] * density(centre + offset)
      moments.mass += share
      moments.first += share * offset
      moments.second += share * (offset * offset)
    }
    return moments.movingReference(downBy: centre - reference)
  }
}
