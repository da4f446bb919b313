/// The surrogate of rounding in training, since the derivative of rounding is zero.
///
/// The first three have the derivative of the identity, and in evaluation all round to the nearest integer. The rate of each is
/// that of its output: `-log2` of the probability of the unit interval around it, see `GraphBuilder/factorisedRate(_:weight:options:)`.
package enum QuantisationSurrogate: String, Sendable, CaseIterable {
  /// `y + u` with `u` uniform on `[-1/2, 1/2)`: density, and so rate, of the sum agree with the probabilities of the integers where
  /// the density of `y` is smooth.
  ///
  /// > Source: [balle2017], section 3; with the rate as an upper bound in [theis2017], section 2.2.
  case additiveNoise = "additive-noise"

  /// The nearest integer.
  ///
  /// > Source: [theis2017], section 2.1.
  case straightThrough = "straight-through"

  /// Stochastic rounding to one of the two adjacent integers, with mean `y`.
  ///
  /// > Source: [toderici2016], section 3.2, for numbers of one bit; compared in [theis2017], section 2.1.
  case stochasticRounding = "stochastic-rounding"

  /// The nearest integer with its own derivative, zero: the layers before are frozen, while those after train on the integers
  /// of evaluation.
  ///
  /// > Source: [guo2021], section 4.2.
  case rounding

  /// Whether it draws random numbers.
  package var isRandom: Bool { self == .additiveNoise || self == .stochasticRounding }
}
