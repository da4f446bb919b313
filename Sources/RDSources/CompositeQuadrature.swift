import RealModule

/// Moments over intervals of any width, by a Gauss–Legendre rule on a row of panels that fit the density.
///
/// Nothing is subtracted, so neither a narrow cell nor one far out loses digits, and no family needs special functions for
/// its cells. A source says how wide a panel may be; the walk goes from where the density is high to where nothing is left.
enum CompositeQuadrature {
  /// The moments between `near` and `far`, on either side of it, of a density that never rises again once it fell to nothing.
  ///
  /// - Parameters:
  ///   - near: where the walk begins, finite: the end of the interval where the density is higher.
  ///   - far: where it ends at the latest; may be infinite.
  ///   - reference: the point that the moments are taken about, finite.
  ///   - panelWidth: the width of the panel that begins at a place and leads towards `far`; see
  ///     ``width(slope:curvature:clearance:)``.
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
    var place = near
    while true {
      let width = panelWidth(place)
      let rest = abs(far - place)
      // What a further panel would leave is joined to this one, so that no sliver remains.
      let step = rest <= 1.05 * width ? rest : width
      let next = step == rest ? far : isUpwards ? place + step : place - step
      // A step that rounds away leads nowhere: what is left is narrower than numbers can tell.
      guard next != place else { return moments }
      let panel = NarrowCell.moments(
        from: min(place, next), to: max(place, next), about: reference,
        variation: variationOfPanel * step / width, density: density)
      // Where the density has underflowed, or a place is beyond what can be squared, nothing is left.
      guard panel.mass > 0, panel.second < .infinity else { return moments }
      moments = moments + panel
      let isNegligible =
        panel.mass <= negligible * moments.mass && panel.second <= negligible * moments.second
      if next == far || isNegligible { return moments }
      place = next
    }
  }

  /// The width of a panel on which a density is as good as a polynomial of the rule's degree.
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

  /// What a panel of full width counts as in ``NarrowCell``: it takes the rule of most points from 3/4 of the width on,
  /// because a curved logarithm needs more points than a straight one.
  private static let variationOfPanel = 2.6

  /// The share of the whole below which the panels that follow are left out; they fall at least geometrically.
  private static let negligible = 1e-19
}
