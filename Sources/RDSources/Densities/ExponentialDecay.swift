import RealModule

/// Moments of the density `exp(-z)` on the positive numbers, for the exponential and the Laplace distribution.
enum ExponentialDecay {
  /// The moments over `[lower, upper]`: closed forms on wide cells, a quadrature rule on narrow ones.
  ///
  /// - Precondition: `lower` is finite and not negative.
  static func moments(
    from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    guard lower < upper else { return .zero }
    let width = upper - lower
    if width <= 1 {
      return NarrowCell.moments(
        from: lower, to: upper, about: reference, variation: width / 2
      ) { Double.exp(-$0) }
    }
    // Incomplete gamma functions of the width, about the lower end.
    let height = Double.exp(-lower)
    // Beyond this width nothing is left, though its square may be infinite.
    let isRay = width > 1000
    let tail = isRay ? 0 : Double.exp(-width)
    let tailFirst = isRay ? 0 : tail * (1 + width)
    let tailSecond = isRay ? 0 : tail * (2 + width * (2 + width))
    return PartialMoments(
      mass: height * (1 - tail), first: height * (1 - tailFirst), second: height * (2 - tailSecond)
    ).movingReference(downBy: lower - reference)
  }
}
