import RDCore

/// The mass, first and second moment of a distribution over an interval, about a reference point `r`.
///
/// With `f` the density, these are the integrals of `f(x)`, `(x - r) f(x)` and `(x - r)^2 f(x)`. A reference near the
/// interval keeps all three free of cancellation, however narrow the interval is.
public struct PartialMoments: Sendable, Equatable {
  /// The probability of the interval.
  public var mass: Double

  /// The first moment about the reference, in source units.
  public var first: Double

  /// The second moment about the reference, in squared source units.
  public var second: Double

  /// The moments of an empty interval.
  package static let zero = PartialMoments(mass: 0, first: 0, second: 0)

  /// Partial moments from their values.
  @inlinable
  public init(mass: Double, first: Double, second: Double) {
    self.mass = mass
    self.first = first
    self.second = second
  }

  /// The moments over the union of two disjoint intervals, about the same reference.
  @inlinable
  package static func + (left: PartialMoments, right: PartialMoments) -> PartialMoments {
    PartialMoments(
      mass: left.mass + right.mass, first: left.first + right.first,
      second: left.second + right.second)
  }

  /// The moments about a reference that lies `shift` below the present one.
  @inlinable
  package func movingReference(downBy shift: Double) -> PartialMoments {
    PartialMoments(
      mass: mass, first: first + shift * mass,
      second: second + shift * (2 * first + shift * mass))
  }

  /// The moments of `location + scale Z`, if these are those of `Z`, about the reference transformed likewise.
  @inlinable
  package func scaled(by scale: Double) -> PartialMoments {
    PartialMoments(mass: mass, first: scale * first, second: scale * (scale * second))
  }

  /// The moments of the mirror image, about the mirrored reference.
  @inlinable
  package var mirrored: PartialMoments {
    PartialMoments(mass: mass, first: -first, second: second)
  }

  /// The moments over an interval of a density that is even about 0.
  ///
  /// - Parameters:
  ///   - interval: any interval.
  ///   - reference: the point that the moments are taken about.
  ///   - upperSide: the moments from one non-negative end to another, about a reference.
  /// - Returns: mass, first and second moment.
  @inline(__always)
  static func ofEvenDensity(
    over interval: Interval, about reference: Double,
    upperSide: (_ lower: Double, _ upper: Double, _ reference: Double) -> PartialMoments
  ) -> PartialMoments {
    var moments = PartialMoments.zero
    if interval.upper > 0 {
      moments = upperSide(max(interval.lower, 0), interval.upper, reference)
    }
    if interval.lower < 0 {
      moments =
        moments + upperSide(max(-interval.upper, 0), -interval.lower, -reference).mirrored
    }
    return moments
  }

  /// The moments with all probabilities multiplied by a weight.
  @inlinable
  package func weighted(by weight: Double) -> PartialMoments {
    PartialMoments(mass: weight * mass, first: weight * first, second: weight * second)
  }
}
