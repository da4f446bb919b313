import RDCore

/// A table that is not a valid density.
package enum DensityTableError: DiagnosedError, Equatable {
  /// A row does not have the two fields value and density.
  case notTwoColumns(path: String, line: Int, found: Int)

  /// There are fewer than two rows.
  case tooFewRows(path: String, rowCount: Int)

  /// There are more than `TabulatedDensity/rowLimit` rows.
  case tooManyRows(path: String)

  /// A value is not above that of the row before it.
  case notAscending(path: String, line: Int, value: Double, previous: Double)

  /// A value is so close to the one before it that they become equal when the density is standardised.
  case tooClose(path: String, line: Int, value: Double, previous: Double)

  /// A density is negative.
  case negative(path: String, line: Int, density: Double)

  /// The linear interpolant does not integrate to 1.
  case notNormalised(path: String, integral: Double)

  /// The values lie too close or too far apart for a variance within the range of numbers.
  case spreadOutOfRange(path: String)

  package var failureClass: FailureClass { .badData }

  package var description: String {
    switch self {
    case .notTwoColumns(let path, let line, let found):
      "\(path), line \(line): the row has \(found) field\(found == 1 ? "" : "s"), but must have two: a value and its density."
    case .tooFewRows(let path, let rowCount):
      "The file '\(path)' has \(rowCount) row\(rowCount == 1 ? "" : "s") of numbers, but a density needs two or more. Each row holds a value and its density."
    case .tooManyRows(let path):
      "The file '\(path)' has more than \(TabulatedDensity.rowLimit) rows. Give fewer values: the density is interpolated linearly between them."
    case .notAscending(let path, let line, let value, let previous):
      "\(path), line \(line): the value \(value) is not above the one before it, \(previous). Sort the rows, and give each value once."
    case .tooClose(let path, let line, let value, let previous):
      "\(path), line \(line): the value \(value) is closer to the one before it, \(previous), than \(TabulatedDensity.leastGap) of the width of the support. Remove one of the two rows, or move them apart."
    case .negative(let path, let line, let density):
      "\(path), line \(line): the density is \(density), but must not be negative."
    case .notNormalised(let path, let integral) where integral == 0:
      "The density of the file '\(path)' is 0 at every value. Give values of positive density."
    case .notNormalised(let path, let integral):
      "The density of the file '\(path)' integrates to \(integral) by the trapezoidal rule, but must integrate to 1 within \(TabulatedDensity.integralTolerance). Divide the densities by \(integral)."
    case .spreadOutOfRange(let path):
      "The standard deviation of the density of the file '\(path)' is not between 1e-150 and 1e150. Change the unit."
    }
  }
}
