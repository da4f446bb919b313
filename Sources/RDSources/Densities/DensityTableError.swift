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
  case notAscending(path: String, line: Int, place: Double, previous: Double)

  /// A value is so close to the one before it that they become equal when the density is standardised.
  case tooClose(path: String, line: Int, place: Double, previous: Double)

  /// A density is negative.
  case negative(path: String, line: Int, density: Double)

  /// The straight lines between the points do not enclose an area of 1.
  case notNormalised(path: String, integral: Double)

  /// The values lie too close or too far apart for a variance within the range of numbers.
  case spreadOutOfRange(path: String)

  package var failureClass: FailureClass { .badData }

  package var description: String {
    switch self {
    case .notTwoColumns(let path, let line, let found):
      "\(path), line \(line): the row has \(found) field\(found == 1 ? "" : "s"), but must have two: a place and the density there."
    case .tooFewRows(let path, let rowCount):
      "The file '\(path)' has \(rowCount) row\(rowCount == 1 ? "" : "s") of numbers, but a density needs two or more. Give rows of a place and the density there."
    case .tooManyRows(let path):
      "The file '\(path)' has more than \(TabulatedDensity.rowLimit) rows. Give fewer places: the density is taken as straight between them."
    case .notAscending(let path, let line, let place, let previous):
      "\(path), line \(line): the place \(place) is not above the one before it, \(previous). Sort the rows, and give each place once."
    case .tooClose(let path, let line, let place, let previous):
      "\(path), line \(line): the place \(place) is nearer to the one before it, \(previous), than \(TabulatedDensity.leastGap) of the whole width. Leave one of the two rows out, or move them apart."
    case .negative(let path, let line, let density):
      "\(path), line \(line): the density is \(density), but must not be negative."
    case .notNormalised(let path, let integral) where integral == 0:
      "The density of the file '\(path)' is 0 at every place. Give places where it is not."
    case .notNormalised(let path, let integral):
      "The density of the file '\(path)' integrates to \(integral), straight between its points, where it must be 1 within \(TabulatedDensity.integralTolerance). Divide the densities by \(integral)."
    case .spreadOutOfRange(let path):
      "The standard deviation of the density of the file '\(path)' is not between 1e-150 and 1e150. Change the unit."
    }
  }
}
