import RDCore

/// Why a report cannot be written.
package enum ReportError: DiagnosedError, Equatable {
  /// The figures of a paper need gnuplot.
  case gnuplotMissing

  /// Gnuplot ran, but did not draw a figure.
  case gnuplotFailed(figure: String, reason: String)

  /// Two rows of a table stand for the same thing.
  case repeatedRow(results: String, table: String, row: String)

  /// A table of published statements says nothing known of how one is to be compared.
  case unknownRelation(origin: String, row: Int, name: String, known: [String])

  /// Missing, bad data, or input and output.
  package var failureClass: FailureClass {
    switch self {
    case .gnuplotMissing: .missing
    case .gnuplotFailed: .inputOutput
    case .repeatedRow, .unknownRelation: .badData
    }
  }

  /// The message.
  package var description: String {
    switch self {
    case .gnuplotMissing:
      "The paper's figures need gnuplot, which was not found. Install it: `apt-get install gnuplot-nox` or `brew install gnuplot`."
    case .gnuplotFailed(let figure, let reason):
      "gnuplot did not draw the figure '\(figure)': \(reason). Is it version 5.4 or later, with the svg, pdfcairo and pngcairo terminals? `rdtool report` without --paper leaves the script, which can be run by hand."
    case .repeatedRow(let results, let table, let row):
      "The results in '\(results)' have two rows for '\(row)' of the table '\(table)'. Run the experiment again."
    case .unknownRelation(let origin, let row, let name, let known):
      "'\(name)' in row \(row) of '\(origin)' is not a relation of numbers. The known ones are \(known.joined(separator: ", "))."
    }
  }
}
