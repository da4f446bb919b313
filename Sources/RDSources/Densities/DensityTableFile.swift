import RDCore

/// Reads a density from a table of values and densities in a text file.
///
/// Each row has two fields: a value, and the density there. Two rows of one value are the limits of a jump. A first row that is not numeric
/// is a header.
enum DensityTableFile {
  /// The density that the file at a path holds.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isNormalised: whether densities of any integral are divided by it, instead of being refused.
  /// - Returns: the density, with a note of the divisor.
  /// - Throws: `SampleFileError` for a missing file or a field that is not a number, with its line; `Diagnosis` for
  ///   rows that are not a density.
  static func density(path: String, isNormalised: Bool) throws -> LocationScale<TabulatedDensity> {
    let rows = try TableRow.rows(
      of: path, columns: 2...2, meaning: "a value and its density",
      limit: TabulatedDensity.rowLimit)
    guard rows.count >= 2 else {
      throw Diagnosis.badData(
        "The file '\(path)' has \(rows.count) row\(rows.count == 1 ? "" : "s") of numbers, but a density needs two or more. Each row holds a value and its density."
      )
    }
    for (i, row) in rows.enumerated() {
      guard row.numbers[1] >= 0 else {
        throw Diagnosis.badData(
          "\(path), line \(row.line): the density is \(row.numbers[1]), but must not be negative."
        )
      }
      guard i == 0 || rows[i - 1].numbers[0] < row.numbers[0] || isJump(at: i, in: rows) else {
        throw Diagnosis.badData(
          "\(path), line \(row.line): the value \(row.numbers[0]) is not above the one before it, \(rows[i - 1].numbers[0]). Sort the rows, and give each value once, or twice where the density jumps: from below, then from above (at the ends from and to 0)."
        )
      }
    }
    let integral = zip(rows, rows.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.numbers[0] - pair.0.numbers[0])
        * (pair.0.numbers[1] / 2 + pair.1.numbers[1] / 2)
    }
    guard integral > 0 else {
      throw Diagnosis.badData(
        "The density of the file '\(path)' is 0 at every value. Give values of positive density.")
    }
    guard isNormalised || abs(integral - 1) <= TabulatedDensity.integralTolerance else {
      throw Diagnosis.badData(
        "The density of the file '\(path)' integrates to \(integral) by the trapezoidal rule, but must integrate to 1 within \(TabulatedDensity.integralTolerance). Divide the densities by \(integral), or say so with table:file=\(path),normalise=true."
      )
    }
    let support = rows[
      TabulatedDensity.indicesOfSupport(rows.map { $0.numbers[0] }, rows.map { $0.numbers[1] })]
    let width = (support.last?.numbers[0] ?? 0) - (support.first?.numbers[0] ?? 0)
    for (previous, row) in zip(support, support.dropFirst())
    where row.numbers[0] > previous.numbers[0]
      && row.numbers[0] - previous.numbers[0] < TabulatedDensity.leastGap * width
    {
      throw Diagnosis.badData(
        "\(path), line \(row.line): the value \(row.numbers[0]) is closer to the one before it, \(previous.numbers[0]), than \(TabulatedDensity.leastGap) of the width of the support. Remove one of the two rows, or move them apart."
      )
    }
    guard
      let density = TabulatedDensity.standardised(
        positions: support.map { $0.numbers[0] }, densities: support.map { $0.numbers[1] },
        note: isNormalised
          ? "the densities of '\(path)' are divided by \(integral), their integral by the trapezoidal rule."
          : nil)
    else {
      throw Diagnosis.badData(
        "The standard deviation of the density of the file '\(path)' is not between 1e-150 and 1e150. Change the unit."
      )
    }
    return density
  }

  /// Whether a row and the one before it are the limits of a jump; outside of the table the density is 0.
  private static func isJump(at i: Int, in rows: [TableRow]) -> Bool {
    let (below, above) = (rows[i - 1].numbers, rows[i].numbers)
    return below[0] == above[0] && below[1] != above[1]
      && (i == 1 ? below[1] == 0 : rows[i - 2].numbers[0] < above[0])
      && (i < rows.count - 1 || above[1] == 0)
  }
}

extension TabulatedDensity {
  static let entry = SourceEntry(
    "independent samples of a tabulated density",
    parameters: [
      .init(
        "file", default: nil,
        "a text file of ascending values and their densities, interpolated linearly, of integral 1, a value twice where the density jumps: commas, semicolons, tabs or blanks between"
      ),
      .init(
        "normalise", default: "false", "true for densities of any integral, which divides them"),
    ],
    example: "table:file=density.csv"
  ) { descriptor in
    let path = try descriptor.required("file", expected: "a text file of values and densities")
    let isNormalised = try descriptor.flag("normalise")
    return .density(try DensityTableFile.density(path: path, isNormalised: isNormalised))
  }
}
