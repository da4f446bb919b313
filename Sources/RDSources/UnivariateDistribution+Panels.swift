import RDCore

extension UnivariateDistribution {
  /// The moments over an interval of a density that is smooth everywhere, by panels from its mode outwards.
  ///
  /// - Parameters:
  ///   - interval: any interval.
  ///   - reference: the point that the moments are taken about.
  ///   - mode: where the density is highest: it falls on both sides, or is even about it, so that the lower side is integrated as
  ///     its mirror image.
  ///   - panelWidth: the width of the panel that begins at a distance from the mode and extends away from it; see
  ///     `CompositeQuadrature`.
  /// - Returns: the moments, with a relative error of a few units in the last place.
  @inline(__always)
  func smoothMoments(
    over interval: Interval, about reference: Double, onEachSideOf mode: Double,
    panelWidth: (Double) -> Double
  ) -> PartialMoments {
    let lower = max(interval.lower, support.lower)
    let upper = min(interval.upper, support.upper)
    guard lower < upper else { return .zero }
    let width = { (position: Double) in panelWidth(abs(position - mode)) }
    if lower < mode, upper > mode, upper - lower <= 0.5 * panelWidth(0) {
      return CompositeQuadrature.moments(
        from: lower, to: upper, about: reference, panelWidth: { _ in panelWidth(0) },
        density: density(at:))
    }
    var moments = PartialMoments.zero
    if upper > mode {
      moments = CompositeQuadrature.moments(
        from: max(lower, mode), to: upper, about: reference, panelWidth: width,
        density: density(at:))
    }
    if lower < mode {
      moments =
        moments
        + CompositeQuadrature.moments(
          from: min(upper, mode), to: lower, about: reference, panelWidth: width,
          density: density(at:))
    }
    return moments
  }
}
