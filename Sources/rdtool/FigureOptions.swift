import ArgumentParser
import RDCommands

/// The options of commands that draw what they print.
struct FigureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Also draw the table, fit for a paper; all but the script need gnuplot.",
      valueName: "FILE.svg|pdf|png|gp"))
  var figure: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Lay points of your own over the figure: a CSV file with a rate and a quality; may be repeated.",
      valueName: "file"))
  var points: [String] = []

  func validate() throws {
    if let figure { try FigureFile.check(figure) }
    if figure == nil, !points.isEmpty {
      throw ValidationError("--points are laid over a figure. Add --figure.")
    }
  }

  /// The file, opened before the work; `nil` if none is wanted.
  ///
  /// - Throws: an error of the file.
  func file(inputs: [String] = []) throws -> FigureFile? {
    try figure.map { try FigureFile($0, inputs: inputs + points) }
  }

  /// Draws a figure with the points.
  ///
  /// - Throws: an error of the points, of gnuplot or of the file.
  func draw(_ figure: RateFigure, metric: String, to file: FigureFile) throws {
    var figure = figure
    if !points.isEmpty {
      try reading("--points") { try figure.addPoints(of: points, metric: metric) }
    }
    try file.draw(figure.chart)
  }
}
