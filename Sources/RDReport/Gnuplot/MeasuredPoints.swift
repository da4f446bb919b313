/// Marks with bars for their confidence intervals, as elements of a `plot` command.
///
/// The bars are plain lines: gnuplot's own error bars blank out what lies under their marks, such as another method's.
struct MeasuredPoints {
  /// Which rows of the data are drawn.
  let series: String

  /// The columns with the places of the marks.
  let x: String
  let y: String

  /// The column with the half-widths; empty fields give no bar.
  let halfWidth: String

  /// Whether the bars lie along the horizontal axis.
  var isHorizontal = false

  /// The type and size of the marks.
  let mark: String

  /// The colour of marks and bars.
  let colour: String

  /// The text of the key as a gnuplot string; `nil` for none.
  let title: String?

  /// The elements, bars below marks.
  var elements: [String] {
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
