import RDArrayFiles
import RDCore

/// Reads a density from a CSV file of values and densities.
///
/// Each row has two fields: a value, and the density there. A first row that is not numeric is a header.
enum DensityTableFile {
  /// The density that the file at a path holds.
  ///
  /// - Throws: `SampleFileError` for a missing file or a field that is not a number, with its line; `Diagnosis` for
  ///   rows that are not a density.
  static func density(path: String) throws -> LocationScale<TabulatedDensity> {
    let rows = try rows(path: path)
    guard rows.count >= 2 else {
      throw Diagnosis.badData(
        "The file '\(path)' has \(rows.count) row\(rows.count == 1 ? "" : "s") of numbers, but a density needs two or more. Each row holds a value and its density."
      )
    }
    for (i, row) in rows.enumerated() {
      guard row.density >= 0 else {
        throw Diagnosis.badData(
          "\(path), line \(row.line): the density is \(row.density), but must not be negative."
        )
      }
      guard i == 0 || rows[i - 1].value < row.value else {
        throw Diagnosis.badData(
          "\(path), line \(row.line): the value \(row.value) is not above the one before it, \(rows[i - 1].value). Sort the rows, and give each value once."
        )
      }
    }
    let integral = zip(rows, rows.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.value - pair.0.value) * (pair.0.density / 2 + pair.1.density / 2)
    }
    guard abs(integral - 1) <= TabulatedDensity.integralTolerance else {
      throw Diagnosis.badData(
        integral == 0
          ? "The density of the file '\(path)' is 0 at every value. Give values of positive density."
          : "The density of the file '\(path)' integrates to \(integral) by the trapezoidal rule, but must integrate to 1 within \(TabulatedDensity.integralTolerance). Divide the densities by \(integral)."
      )
    }
    let support = rows[TabulatedDensity.indicesOfSupport(rows.map(\.density))]
    let width = (support.last?.value ?? 0) - (support.first?.value ?? 0)
    for (previous, row) in zip(support, support.dropFirst())
    where row.value - previous.value < TabulatedDensity.leastGap * width {
      throw Diagnosis.badData(
        "\(path), line \(row.line): the value \(row.value) is closer to the one before it, \(previous.value), than \(TabulatedDensity.leastGap) of the width of the support. Remove one of the two rows, or move them apart."
      )
    }
    guard
      let density = TabulatedDensity.standardised(
        positions: support.map(\.value), densities: support.map(\.density))
    else {
      throw Diagnosis.badData(
        "The standard deviation of the density of the file '\(path)' is not between 1e-150 and 1e150. Change the unit."
      )
    }
    return density
  }

  private struct Row {
    let line: Int
    let value: Double
    let density: Double
  }

  private static func rows(path: String) throws -> [Row] {
    var texts: [(line: Int, fields: [String])] = []
    // A first row of numbers is a value and its density, whatever else it may look like.
    var syntax = TextTableSyntax()
    syntax.hasHeader = false
    var table = TextTableReader(path: path, syntax: syntax)
    var isTooLong = false
    try NumberFile.read(path) { (bytes) throws(SampleFileError) in
      guard !isTooLong else { return }
      try table.take(bytes) { row in
        if case .fields(let fields, let line) = row { texts.append((line, fields)) }
      }
      isTooLong = texts.count > TabulatedDensity.rowLimit + 1
    }
    guard !isTooLong else {
      throw Diagnosis.badData(
        "The file '\(path)' has more than \(TabulatedDensity.rowLimit) rows. Give fewer values: the density is interpolated linearly between them."
      )
    }
    try table.finish { row in
      if case .fields(let fields, let line) = row { texts.append((line, fields)) }
    }
    if let first = texts.first, first.fields.allSatisfy({ syntax.number($0) == nil }) {
      texts.removeFirst()
    }
    var rows: [Row] = []
    for (line, fields) in texts {
      guard fields.count == 2 else {
        throw Diagnosis.badData(
          "\(path), line \(line): the row has \(fields.count) field\(fields.count == 1 ? "" : "s"), but must have two: a value and its density."
        )
      }
      rows.append(
        Row(
          line: line,
          value: try syntax.number(fields[0], path: path, line: line, column: 0),
          density: try syntax.number(fields[1], path: path, line: line, column: 1)))
    }
    return rows
  }
}

extension TabulatedDensity {
  static let entry = SourceEntry(
    "independent samples of a tabulated density",
    parameters: [
      .init(
        "file", default: nil,
        "a CSV file of ascending values and their densities, interpolated linearly, of integral 1")
    ],
    example: "table:file=density.csv"
  ) { descriptor in
    guard let path = descriptor.text("file") else {
      throw DescriptorError.missing(
        descriptor: descriptor.description, key: "file",
        expected: "a CSV file of values and densities")
    }
    return .density(try DensityTableFile.density(path: path))
  }
}
