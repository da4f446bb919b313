import RDResults

/// One curve or set of marks of a panel: the rows of its data and how they are drawn.
package struct Layer {
  /// The names of the columns that the panel's axes show, and of the half-widths of intervals.
  struct Columns {
    let x: String
    let y: String
    let halfWidth: String
  }

  /// What its rows are marked with in the data; layers of one name share their rows.
  let series: String

  /// Cells for the columns of the chart; missing ones at the end are empty.
  let rows: [[Cell]]

  /// The elements of the `plot` command.
  let elements: (Columns) -> [String]

  private init(_ series: String, _ rows: [[Cell]], _ elements: @escaping (Columns) -> [String]) {
    // Gnuplot does not find a field that the file has to quote.
    self.series = String(series.map { $0 == "," || $0 == "\"" ? ";" : $0 })
    self.rows = rows
    self.elements = elements
  }

  /// A layer whose style is that of a `plot` element of gnuplot, as in `lines linewidth medium`.
  package static func styled(
    _ series: String, with style: String, title: PlotText? = nil, _ rows: [[Cell]]
  ) -> Layer {
    let pick = Self.pick(series)
    return Layer(series, rows) {
      ["data using \(pick($0.x)):(column(\"\($0.y)\")) with \(style)\(Self.key(title))"]
    }
  }

  package static func line(
    _ series: String, _ stroke: Stroke, title: PlotText? = nil, _ rows: [[Cell]]
  ) -> Layer {
    styled(series, with: "lines \(stroke.script)", title: title, rows)
  }

  package static func points(
    _ series: String, _ mark: Mark, title: PlotText? = nil, _ rows: [[Cell]]
  ) -> Layer {
    styled(series, with: "points \(mark.script)", title: title, rows)
  }

  /// Points that a line joins.
  package static func linePoints(
    _ series: String, _ mark: Mark, title: PlotText? = nil, _ rows: [[Cell]]
  ) -> Layer {
    styled(series, with: "linespoints \(mark.script)", title: title, rows)
  }

  /// Points with bars for their confidence intervals, which the first column ending in `_ci95` has half-widths of.
  ///
  /// The bars are plain lines: gnuplot's own error bars blank out what lies under their marks, such as another method's.
  package static func measured(
    _ series: String, _ mark: Mark, isHorizontal: Bool = false, title: PlotText? = nil,
    _ rows: [[Cell]]
  ) -> Layer {
    var mark = mark
    mark.width = mark.width ?? .medium
    let stroke = Stroke(mark.colour, mark.width ?? .medium).script
    let pick = Self.pick(series)
    return Layer(series, rows) { columns in
      let (x, y) = (pick(columns.x), "(column(\"\(columns.y)\"))")
      let half = "halfwidth(\"\(columns.halfWidth)\")"
      let bar =
        isHorizontal
        ? "(\(x) - \(half)):\(y):(2 * \(half)):(0)" : "\(x):(\(y) - \(half)):(0):(2 * \(half))"
      return [
        "data using \(bar) with vectors nohead \(stroke)",
        "data using \(x):\(y) with points \(mark.script)\(Self.key(title))",
      ]
    }
  }

  /// Horizontal bars from the column `low` to the column `high`.
  package static func bars(
    _ series: String, _ colour: GnuplotPalette, title: PlotText? = nil, _ rows: [[Cell]]
  ) -> Layer {
    let low = "(column(\"low\"))"
    let pick = Self.pick(series)
    return Layer(series, rows) {
      [
        "data using \(low):\(pick($0.y)):\(low):(column(\"high\")):(column(\"\($0.y)\") - 0.36):(column(\"\($0.y)\") + 0.36) with boxxyerror linecolor rgb \(colour.rawValue)\(Self.key(title))"
      ]
    }
  }

  /// Small texts beside points, by an expression of gnuplot such as `strcol("size")`.
  package static func texts(
    _ series: String, _ text: String, at placement: String, _ rows: [[Cell]]
  ) -> Layer {
    let pick = Self.pick(series)
    return Layer(series, rows) {
      [
        "data using \(pick($0.x)):(column(\"\($0.y)\")):(\(text)) with labels \(placement) font small"
      ]
    }
  }

  /// Any elements of a `plot` command.
  package static func custom(
    _ series: String, _ rows: [[Cell]], elements: [String], title: PlotText? = nil
  ) -> Layer {
    Layer(series, rows) { _ in elements.dropLast() + [(elements.last ?? "") + Self.key(title)] }
  }

  /// A horizontal line across the panel.
  package static func level(_ value: Double, _ stroke: Stroke, title: PlotText? = nil) -> Layer {
    custom("", [], elements: ["\(value) with lines \(stroke.script)"], title: title)
  }

  /// An entry of the key alone, for what several layers have in common.
  package static func keyEntry(_ stroke: Stroke, title: PlotText) -> Layer {
    custom("", [], elements: ["keyentry with lines \(stroke.script)"], title: title)
  }

  /// An entry of the key alone, for marks of another panel.
  package static func keyEntry(_ mark: Mark, title: PlotText) -> Layer {
    custom("", [], elements: ["keyentry with points \(mark.script)"], title: title)
  }

  /// The column's number in the rows of the series, as an expression of gnuplot.
  private static func pick(_ series: String) -> (String) -> String {
    let name = gnuplotLiteral(String(series.map { $0 == "," || $0 == "\"" ? ";" : $0 }))
    return { "(pick(\(name), \"\($0)\"))" }
  }

  private static func key(_ title: PlotText?) -> String {
    title.map { " title \($0.expression)" } ?? ""
  }
}
