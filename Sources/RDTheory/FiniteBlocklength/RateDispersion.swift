import RealModule

/// The rate-dispersion function at a distortion: how much the bits that samples need vary about R(D).
///
/// It is `V(D) = Var[j(X, D)]` per sample, with the d-tilted information `j(x, D) = -ln E exp(s (D - d(x, Y)))` of a reproduction
/// `Y` with the optimal distribution, independent of the sample, and the slope `s = -R'(D)` in nats.
///
/// > Source: [kostina2012], theorem 12.
public struct RateDispersion: Sendable, Equatable {
  /// `V(D)` in squared nats per sample; infinite where the variance diverges.
  public let squaredNats: Double

  /// How far the value may be from `V(D)` numerically, in squared nats; 0 for a closed form.
  public let error: Double

  /// Whether the normal approximation is not proved here: the theorem asks for samples without memory, or a Gauss–Markov
  /// process, and for a ninth moment of the distortion of an independent reproduction.
  public let isFormal: Bool

  /// A value with its error.
  ///
  /// - Precondition: neither is negative.
  public init(squaredNats: Double, error: Double = 0, isFormal: Bool = false) {
    precondition(squaredNats >= 0 && error >= 0)
    self.squaredNats = squaredNats
    self.error = error
    self.isFormal = isFormal
  }

  /// Whether `V(D)` cannot be told from 0: then there is no term in `1 / sqrt(n)`.
  public var isZero: Bool { squaredNats <= error }

  /// How far the variance of the tilted information of a nearly optimal reproduction may be from `V(D)`, in squared nats.
  ///
  /// The ratio `u` of its normalisers to the optimal ones has `E u <= 1`, by the optimality of these, and `-E ln u` is what it
  /// loses. So `E (u - 1 - ln u)`, which is `E ln^2 u / 2` to leading order, is at most the loss, and the standard deviation of
  /// the tilted information, `-ln` of the normalisers, differs by at most `sqrt(2 loss)`.
  ///
  /// - Parameters:
  ///   - variance: of the tilted information, in squared nats.
  ///   - loss: how much more than the least `R(D) + s D` the reproduction needs, at most, in nats.
  /// - Returns: twice the standard deviation times that difference, plus its square.
  static func error(variance: Double, loss: Double) -> Double {
    2 * (2 * loss * variance).squareRoot() + 2 * loss
  }
}
