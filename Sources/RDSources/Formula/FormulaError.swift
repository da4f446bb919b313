/// Why a formula is no density.
enum FormulaError: Error, Equatable {
  /// It is negative, or no number, at a value.
  case badValue(Double, at: Double)

  /// It is 0 at every value that was tried.
  case zeroEverywhere

  /// Its integral does not converge near a value.
  case noIntegral(near: Double)

  /// Its integral or variance does not converge in a tail.
  case noVariance

  /// It changes too often to be integrated.
  case tooManyPanels

  /// Its standard deviation is out of range.
  case deviation(Double)

  /// What is wrong, and what to do about it.
  var reason: String {
    switch self {
    case .badValue(let value, let position):
      value.isNaN
        ? "it is no number at x = \(position). Give the support on which it is one"
        : "it is \(value) at x = \(position), but a density is not negative. Change it, or give the support on which it is positive"
    case .zeroEverywhere:
      "it is 0 wherever it was tried. Give the support on which it is positive, as in support=-1/1"
    case .noIntegral(let position):
      "its integral does not converge near x = \(position), or too slowly to tell. Change it, or give a support without that point; a singularity is integrated best at x = 0"
    case .noVariance:
      "its integral or its variance is infinite, or converges too slowly to tell. Give a support that ends, or tails that fall faster than |x|^-3.2"
    case .tooManyPanels:
      "it changes too often to be integrated. Give a smaller support, or a smoother formula"
    case .deviation(let deviation):
      "its standard deviation is \(deviation), but must lie between 1e-150 and 1e150. Change the unit of x"
    }
  }
}
