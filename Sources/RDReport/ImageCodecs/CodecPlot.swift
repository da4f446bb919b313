internal import RDResults

/// The data of curves of codecs and the elements of the `plot` commands that draw them.
struct CodecPlot {
  /// One row a point.
  private(set) var data = PictureData("rate_bits", "psnr_decibels")

  /// The names of all curves, for their styles.
  let names: [String]

  /// A plot of the codecs of these names.
  init(of names: [String]) {
    self.names = names
  }

  /// How a curve is drawn.
  enum Appearance {
    case line
    case plainLine
    case marks
  }

  /// Adds a curve and gives the element that draws it.
  ///
  /// - Parameters:
  ///   - curve: its points.
  ///   - series: what its rows are marked with; the name of the curve where there is only one of it.
  ///   - appearance: how it is drawn.
  ///   - title: its name in the key; none for an empty one.
  ///   - rate: what a point costs.
  ///   - quality: how good it is; points without are left out.
  /// - Returns: the element of a `plot` command.
  mutating func element(
    _ curve: CodecCurve, series: String, _ appearance: Appearance, title: String,
    rate: (CodecCurve.Point) -> Double, quality: (CodecCurve.Point) -> Double?
  ) -> String {
    // Gnuplot does not find a text with one of these in a field of CSV.
    let series = String(series.map { $0 == "," || $0 == "\"" ? ";" : $0 })
    for point in curve.points {
      guard let value = quality(point) else { continue }
      data.append(series, .real(rate(point)), .real(value))
    }
    let style = CodecStyle(curve.name, among: names)
    let drawn =
      switch appearance {
      case .line: style.line
      case .plainLine: style.plainLine
      case .marks: style.marks
      }
    return
      "data using (pick(\(gnuplotLiteral(series)), \"rate_bits\")):(column(\"psnr_decibels\")) with \(drawn)\(title.isEmpty ? "" : " title \(gnuplotText(title))")"
  }
}
