import RDArrayFiles
import RDCore
import RDScalarQuantisation

/// Reads a scalar quantiser from a table of text: what `rdtool quantise --show design --format csv` prints, or levels alone.
///
/// A row is a cell, from below. The column `level` has its level, `lower_threshold` the threshold below it, `-inf` for the first; other
/// columns are not read. Without thresholds, and in a file of one column or an array, they are midway between the levels.
package enum ScalarQuantiserFile {
  /// The most levels.
  private static let levelLimit = 1 << 24

  /// The quantiser of a file.
  ///
  /// - Throws: `SampleFileError`; `Diagnosis` for levels or thresholds that do not ascend.
  package static func read(_ path: String) throws -> ScalarQuantiser {
    var levels: [Double] = []
    var thresholds: [Double]?
    if ArrayFile.ending(of: path) == "npy" {
      levels = try SampleFile.numbers(path: path)
    } else {
      (levels, thresholds) = try columns(of: path)
    }
    try check(levels, "levels", path: path)
    if let thresholds { try check(thresholds, "thresholds", path: path) }
    return ScalarQuantiser(
      thresholds: thresholds ?? zip(levels, levels.dropFirst()).map { $0 + ($1 - $0) / 2 },
      levels: levels)
  }

  private static func check(
    _ numbers: [Double], _ name: String, path: String
  ) throws(Diagnosis) {
    for (previous, number) in zip(numbers, numbers.dropFirst()) where previous >= number {
      throw .badData(
        "The \(name) of '\(path)' must ascend, but \(number) follows \(previous). Sort them, and give each once and of one design only."
      )
    }
  }

  private static func columns(
    of path: String
  ) throws -> (levels: [Double], thresholds: [Double]?) {
    let syntax = TextTableSyntax()
    var levels: [Double] = []
    var thresholds: [Double] = []
    var place: (level: Int, threshold: Int?, width: Int)?
    try NumberFile.readTable(path, syntax: syntax, wantedColumn: "level") {
      row throws(SampleFileError) in
      switch row {
      case .header(let names):
        guard let level = names.firstIndex(of: "level") else {
          throw .columnMissing(path: path, column: "level", count: names.count, known: names)
        }
        place = (level, names.firstIndex(of: "lower_threshold"), names.count)
      case .fields(let fields, let line):
        let columns = place ?? (0, nil, 1)
        place = columns
        guard fields.count == columns.width else {
          throw .rowWidth(path: path, line: line, found: fields.count, expected: columns.width)
        }
        guard levels.count < levelLimit else { throw .tooManyRows(path: path) }
        func number(_ column: Int) throws(SampleFileError) -> Double {
          try syntax.number(fields[column], path: path, line: line, column: column)
        }
        if let column = columns.threshold,
          !levels.isEmpty || syntax.number(fields[column]) != -.infinity
        {
          thresholds.append(try number(column))
        }
        levels.append(try number(columns.level))
      }
    }
    guard !levels.isEmpty else { throw SampleFileError.noRows(path: path) }
    guard place?.threshold != nil else { return (levels, nil) }
    guard thresholds.count == levels.count - 1 else {
      throw Diagnosis.badData(
        "The first cell of '\(path)' begins at \(thresholds[0]), but must at -inf. Write its lower_threshold as -inf."
      )
    }
    return (levels, thresholds)
  }
}
