/// What stands for rounding while a network learns, since rounding itself has no slope.
///
/// The first three have the slope of the identity, and in evaluation all round to the nearest integer. The rate that goes with each is
/// that of what it gives: `-log2` of the probability of the unit interval around it, see `GraphBuilder/factorisedRate(_:weight:options:)`.
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

  /// One of the two integers beside `y`, the nearer one the more probable, so that the mean is `y`.
  ///
  /// > Source: [toderici2016], section 3.2, for numbers of one bit; compared in [theis2017], section 2.1.
  case stochasticRounding = "stochastic-rounding"

  /// The nearest integer with its own slope, zero: what comes before stays as it is, while what comes after learns from the numbers
  /// that it will have.
  ///
  /// > Source: [guo2021], section 4.2.
  case rounding

  /// Whether it draws random numbers.
  package var isRandom: Bool { self == .additiveNoise || self == .stochasticRounding }
}
