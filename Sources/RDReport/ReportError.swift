public import RDCore

/// A report that cannot be made.
public enum ReportError: DiagnosedError, Equatable {
  /// The figures of a paper need gnuplot.
  case gnuplotMissing

  /// Gnuplot ran, but did not draw a figure.
  case gnuplotFailed(figure: String, reason: String)

  /// Missing, or input and output.
  public var failureClass: FailureClass {
    switch self {
    case .gnuplotMissing: .missing
    case .gnuplotFailed: .inputOutput
    }
  }

  /// The message.
  public var description: String {
    switch self {
    case .gnuplotMissing:
      "The paper's figures need gnuplot, which was not found. Install it: `apt-get install gnuplot-nox` or `brew install gnuplot`."
    case .gnuplotFailed(let figure, let reason):
      "gnuplot did not draw the figure '\(figure)': \(reason). Is it version 5.4 or later, with the svg, pdfcairo and pngcairo terminals? The script was kept: run it by hand to see more."
    }
  }
}
