import RealModule

/// Moments over intervals of any width, by a Gauss–Legendre rule on consecutive panels adapted to the density.
///
/// Nothing is subtracted, so neither a narrow cell nor one far out loses digits, and no family needs special functions for its
/// cells. A source provides the panel width; integration proceeds from where the density is high until it is negligible.
enum CompositeQuadrature {
  /// The moments between `near` and `far`, on either side of it, of a density that, once negligible, does not rise again.
  ///
  /// - Parameters:
  ///   - near: where integration begins, finite: the end of the interval where the density is higher.
  ///   - far: where it ends at the latest; may be infinite.
  ///   - reference: the point that the moments are taken about, finite.
  ///   - panelWidth: the width of the panel that begins at a point and extends towards `far`; see
  ///     `width(slope:curvature:clearance:)`.
  ///   - density: the density, smooth inside.
  /// - Returns: the moments, with a relative error of a few units in the last place.
  @inline(__always)
  static func moments(
    from near: Double, to far: Double, about reference: Double,
    panelWidth: (Double) -> Double, density: (Double) -> Double
  ) -> PartialMoments {
    guard near != far else { return .zero }
    let isUpwards = near < far
    var moments = PartialMoments.zero
    var position = near
    while true {
      let width = panelWidth(position)
      let rest = abs(far - position)
      // The remainder for a further panel is added to this one, so that no sliver remains.
      let step = rest <= 1.05 * width ? rest : width
      let next = step == rest ? far : isUpwards ? position + step : position - step
      // A step that rounds to zero ends the integration: the remainder is narrower than the spacing of numbers.
      guard next != position else { return moments }
      let panel = NarrowCell.moments(
        from: min(position, next), to: max(position, next), about: reference,
        variation: variationOfPanel * step / width, density: density)
      // Where the density has underflowed, or the square of a point overflows, nothing is left.
      guard panel.mass > 0, panel.second < .infinity else { return moments }
      moments = moments + panel
      let isNegligible =
        panel.mass <= negligible * moments.mass && panel.second <= negligible * moments.second
      if next == far || isNegligible { return moments }
      position = next
    }
  }

  /// The width of a panel on which a density is well approximated by a polynomial of the rule's degree.
  ///
  /// Over it the logarithm of the density changes by about 4, and no singularity comes nearer than one width.
  ///
  /// - Parameters:
  ///   - slope: the magnitude of the first derivative of the logarithm of the density at the panel's beginning.
  ///   - curvature: the magnitude of the second.
  ///   - clearance: the greatest width that the singularities of the density allow: the distance of one that lies behind the
  ///     panel, half of that of one that lies ahead.
  /// - Returns: the width, above 0.
  @inline(__always)
  package static func width(slope: Double, curvature: Double = 0, clearance: Double = .infinity)
    -> Double
  {
    // The positive root of slope w + curvature w^2 / 2 = 4.
    min(clearance, 8 / (slope + (slope * slope + 8 * curvature).squareRoot()))
  }

  /// The variation of a panel of full width in `NarrowCell`, which takes the rule of most points from 3/4 of that width on,
  /// because a curved logarithm needs more points than a straight one.
  private static let variationOfPanel = 2.6

  /// The fraction of the whole below which further panels are omitted; they fall at least geometrically.
  private static let negligible = 1e-19
}
