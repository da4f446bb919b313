import RDCore
import RDNumerics

/// Reads a probability mass function from a text file: a probability a row, or a value and its probability.
enum ProbabilityMassFile {
  /// The most symbols.
  private static let rowLimit = 1 << 20

  /// The greatest deviation of the probabilities' sum from 1.
  private static let sumTolerance = 1e-6

  /// The source of a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isNormalised: whether numbers of any sum, such as counts, are divided by it, instead of being refused.
  /// - Returns: the distribution, with a note of the divisor.
  /// - Throws: `SampleFileError` for a missing file or a field that is not a number, with its line; `Diagnosis` for
  ///   rows that are no probabilities.
  static func distribution(path: String, isNormalised: Bool) throws -> DiscreteDistribution {
    let rows = try TableRow.rows(
      of: path, columns: 1...2, meaning: "a value and its probability, or a probability alone",
      limit: rowLimit)
    let weights = rows.map { $0.numbers[$0.numbers.count - 1] }
    var sum = CompensatedSum()
    for (row, weight) in zip(rows, weights) {
      guard weight >= 0 else {
        throw Diagnosis.badData(
          "\(path), line \(row.line): the probability is \(weight), but must not be negative.")
      }
      sum.add(weight)
    }
    guard weights.count(where: { $0 > 0 }) >= 2 else {
      throw Diagnosis.badData(
        "The file '\(path)' has fewer than two symbols with a probability above 0, so there is nothing to compress. Each row holds a probability, or a value and its probability."
      )
    }
    guard isNormalised || abs(sum.value - 1) <= sumTolerance else {
      throw Diagnosis.badData(
        "The probabilities of the file '\(path)' add up to \(sum.value), but must to 1 within \(sumTolerance). Divide them by \(sum.value), or say so with pmf:file=\(path),normalise=true."
      )
    }
    return DiscreteDistribution(
      weights: weights, values: try values(of: rows, path: path),
      note: isNormalised
        ? "the probabilities of '\(path)' are divided by \(sum.value), their sum." : nil)
  }

  /// The values, if the rows have two fields.
  private static func values(of rows: [TableRow], path: String) throws(Diagnosis) -> [Double]? {
    guard rows[0].numbers.count == 2 else { return nil }
    let sorted = rows.sorted { ($0.numbers[0], $0.line) < ($1.numbers[0], $1.line) }
    let width = sorted[sorted.count - 1].numbers[0] - sorted[0].numbers[0]
    for (previous, row) in zip(sorted, sorted.dropFirst())
    where row.numbers[0] == previous.numbers[0]
      || row.numbers[0] - previous.numbers[0] < DiscreteDistribution.leastGap * width
    {
      throw .badData(
        "\(path), line \(row.line): the value \(row.numbers[0]) is that of line \(previous.line), or closer to it than \(DiscreteDistribution.leastGap) of the whole range. Give each value once."
      )
    }
    guard SourceScale.range.contains(width) else {
      throw .badData(
        "The values of the file '\(path)' have a range of \(width), which is not between 1e-150 and 1e150. Change the unit."
      )
    }
    return rows.map { $0.numbers[0] }
  }
}

extension DiscreteDistribution {
  /// The least distance of two values, in the range of all.
  static let leastGap = 1e-9

  /// The entry of the catalogue for symbols of a file.
  static let fileEntry = SourceEntry(
    "independent symbols whose probabilities a file has", kind: .discrete,
    parameters: [
      .init(
        "file", default: nil,
        "a text file of a probability per row, or a value and its probability, adding up to 1: commas, semicolons, tabs or blanks between; with values there is mse and mae"
      ),
      .init(
        "normalise", default: "false", "true for counts or weights of any sum, which divides them"),
    ],
    example: "pmf:file=pmf.csv"
  ) { descriptor in
    let path = try descriptor.required(
      "file", expected: "a text file of probabilities, or of values and probabilities")
    return .discrete(
      try ProbabilityMassFile.distribution(
        path: path, isNormalised: try descriptor.flag("normalise")))
  }
}
