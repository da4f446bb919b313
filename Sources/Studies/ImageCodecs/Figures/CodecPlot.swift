import RDReport
import RDResults

/// The data of curves of codecs and the elements of the `plot` commands that draw them.
struct CodecPlot {
  /// One row a point.
  private(set) var data = PictureData("rate_bits", "psnr_decibels")

  /// The names of all curves, for their styles.
  package let names: [String]

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

  /// The picture of what is drawn: mean PSNR of photographs against bits of whole files, with a key of all elements below.
  ///
  /// - Parameters:
  ///   - name: of the picture.
  ///   - elements: of the `plot` command, as ``element(_:series:_:title:rate:quality:)`` gave them.
  ///   - bits: the most bits per pixel that are shown.
  ///   - decibels: the PSNR that are shown.
  ///   - spacing: of the marks of the vertical axis, in decibels.
  ///   - imageCount: photographs that were measured.
  /// - Returns: the picture.
  func photographs(
    named name: String, _ elements: [String], upTo bits: Double, decibels: ClosedRange<Int>,
    spacedBy spacing: Int, imageCount: Int
  ) -> Picture {
    let keyRows = elements.count
    let keyHeight = 3.6 * Double(keyRows)
    let layout = PageLayout(heightMillimetres: 82 + keyHeight)
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 12, right: 83, bottom: 12 + keyHeight, top: layout.heightMillimetres - 2))
        set key \(layout.keyBelow(left: 2, right: 84)) vertical maxrows \(keyRows) samplen 3 width -1 Left reverse
        set logscale x 2
        set xrange [0.09:\(bits)]
        set xtics ("⅛" 0.125, "¼" 0.25, "½" 0.5, "1" 1, "2" 2, "4" 4, "8" 8)
        set yrange [\(decibels.lowerBound):\(decibels.upperBound)]
        set ytics \(spacing)
        set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set xlabel "bits per pixel, whole files with their headers" offset 0, raise
        set ylabel "mean PSNR of the \(imageCount) pictures (dB)" offset nudge, 0
        plot \(elements.joined(separator: ", \\\n     "))
        """)
  }
}
