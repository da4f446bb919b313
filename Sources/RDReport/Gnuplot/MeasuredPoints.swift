/// Marks with bars for their confidence intervals, as elements of a `plot` command.
///
/// The bars are plain lines: gnuplot's own error bars blank out what lies under their marks, such as another method's.
package struct MeasuredPoints {
  /// Which rows of the data are drawn.
  package let series: String

  /// The columns with the places of the marks.
  package let x: String
  package let y: String

  /// The column with the half-widths; empty fields give no bar.
  package let halfWidth: String

  /// Whether the bars lie along the horizontal axis.
  package var isHorizontal = false

  /// The type and size of the marks.
  package let mark: String

  /// The colour of marks and bars.
  package let colour: String

  /// The text of the key as a gnuplot string; `nil` for none.
  package let title: String?

  package init(
    series: String, x: String, y: String, halfWidth: String, isHorizontal: Bool = false,
    mark: String, colour: String, title: String?
  ) {
    self.series = series
    self.x = x
    self.y = y
    self.halfWidth = halfWidth
    self.isHorizontal = isHorizontal
    self.mark = mark
    self.colour = colour
    self.title = title
  }

  /// The elements, bars below marks.
  package var elements: [String] {
    let at = "data using (pick(\"\(series)\", \"\(x)\"))"
    let error = "halfwidth(\"\(halfWidth)\")"
    let bar =
      isHorizontal
      ? "data using (pick(\"\(series)\", \"\(x)\") - \(error)):(column(\"\(y)\")):(2 * \(error)):(0)"
      : "\(at):(column(\"\(y)\") - \(error)):(0):(2 * \(error))"
    return [
      "\(bar) with vectors nohead linewidth medium linecolor rgb \(colour)",
      "\(at):(column(\"\(y)\")) with points \(mark) linewidth medium linecolor rgb \(colour)\(title.map { " title \($0)" } ?? "")",
    ]
  }
}
