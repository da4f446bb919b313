import Foundation
import RDReport
import RDResults

/// Where the distance from R(D) comes from: a stacked bar for each method, in decibels, with a panel for each source and rate.
///
/// What a method loses stands to the right of zero and what it gains to the left; the number is the whole, losses less gains. Learned codes have the
/// rate that their weight gave them, which is near to that of the panel.
struct LedgerFigure: Figure {
  /// More rates than this do not fit side by side.
  private static let rateLimit = 3

  /// The parts in the order in which they are stacked, with their colours and names.
  private static let parts: [(column: String, colour: GnuplotPalette, title: String)] = [
    ("finite_blocklength_decibels", .grey, "blocklength"),
    ("quantiser_decibels", .skyBlue, "quantiser"),
    ("entropy_model_decibels", .orange, "entropy model"),
    ("coder_decibels", .vermilion, "coder"),
    ("header_decibels", .black, "header"),
  ]

  private static let barHeight = 3.5
  private static let right = 84.0
  private static let below = 17.0

  package let caption =
    "Where the distance from D(R) comes from: bars to the right of zero lose, bars to the left gain, and the number is the whole."

  package func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "ledger"
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try LedgerRow.rows(of: results)
    let sources = distinct(rows.map(\.source))
    let methods = sources.map { source in
      distinct(rows.filter { $0.source == source }.map(\.method))
    }
    let allRates = Set(rows.map(\.rate)).sorted()
    let rates = thinned(allRates, to: Self.rateLimit)

    var data = PictureData("y", "low", "high", "gap_decibels")
    var extent = (least: 0.0, greatest: 0.0)
    var longest = [Double](repeating: 0, count: Self.parts.count)
    for row in rows where rates.contains(row.rate) {
      let panel = series(row.source, row.rate)
      let own = methods[sources.firstIndex(of: row.source) ?? 0]
      let place = Cell.integer(1 + (own.firstIndex(of: row.method) ?? 0))
      var (low, high) = (0.0, 0.0)
      for (index, part) in Self.parts.enumerated() {
        guard let length = try row.optionalNumber(part.column) else { continue }
        longest[index] = max(longest[index], abs(length))
        let from = length < 0 ? low + length : high
        data.append(
          "\(panel) \(part.title)", place, .real(from), .real(from + abs(length)), .empty)
        if length < 0 { low += length } else { high += length }
      }
      extent = (min(extent.least, low), max(extent.greatest, high))
      let gap = try row.optionalNumber("gap_decibels")
      data.append("\(panel) gap", place, .empty, .real(high), .optional(gap))
    }
    // What rounding or a last byte gains is no reason for room to the left of zero.
    if extent.least > -0.01 * extent.greatest { extent.least = 0 }
    let heights = methods.map { Self.barHeight * Double($0.count) + 8 }
    let layout = PageLayout(heightMillimetres: Self.below + heights.reduce(0, +))
    // Room for the longest name, at 1.4 mm a letter.
    let longestName = methods.joined().map(\.count).max() ?? 0
    let edge = min(max(4 + 1.4 * Double(longestName), 14), 36)
    // Room for the number at the end of the longest bar.
    let width = (extent.greatest - extent.least) * 1.5
    let titles = zip(Self.parts, longest).map { part, longest in
      keyTitle(part.title, longest: longest, width: width)
    }
    let panels = sources.enumerated().flatMap { row, source in
      rates.enumerated().map { column, rate in
        self.panel(
          source, rate, methods[row], titles, isLast: row == sources.count - 1,
          column: (column, rates.count), edge: edge,
          top: layout.heightMillimetres - heights[..<row].reduce(0, +) - 5,
          panelHeight: heights[row], layout)
      }
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        set multiplot
        set xrange [\(extent.least):\(extent.least + max(width, 1e-3))]
        set style fill solid 1 noborder
        set xtics \(ticStep(width))
        set ytics scale 0
        \(extent.least < 0 ? "set yzeroaxis linetype 1 linewidth 0.5 linecolor rgb \(GnuplotPalette.black.rawValue)" : "unset yzeroaxis")
        unset key
        \(panels.joined(separator: "\n\n"))
        unset multiplot
        """)
  }

  private func series(_ source: String, _ rate: Double) -> String { "\(source) \(rate)" }

  private func panel(
    _ source: String, _ rate: Double, _ methods: [String], _ titles: [String],
    isLast: Bool, column: (index: Int, count: Int), edge: Double, top: Double, panelHeight: Double,
    _ layout: PageLayout
  ) -> String {
    let step = (Self.right - edge) / Double(column.count)
    let left = edge + Double(column.index) * step
    let isFirst = column.index == 0
    let name = series(source, rate)
    let tics = methods.enumerated().map { index, method in
      "\(isFirst ? gnuplotTickLabel(method) : "''") \(index + 1)"
    }
    let bars = zip(Self.parts, titles).map { part, title in
      """
      data using (column("low")):(pick(\(gnuplotLiteral("\(name) \(part.title)")), "y")):(column("low")):(column("high")):(column("y") - 0.36):(column("y") + 0.36) with boxxyerror linecolor rgb \(part.colour.rawValue) title \(gnuplotText(title))
      """
    }
    let numbers =
      "data using (column(\"high\")):(pick(\(gnuplotLiteral("\(name) gap")), \"y\")):(sprintf(\"%.2f\", column(\"gap_decibels\"))) with labels left offset 0.3, 0 font small"
    let isKeyed = isLast && column.index == column.count - 1
    let key = layout.keyBelow(left: 0, right: Self.right)
    return """
      \(layout.panel(left: left, right: left + step - 2, bottom: top - panelHeight + 8, top: top))
      set yrange [\(methods.count).6:0.4]
      set ytics (\(tics.joined(separator: ", ")))
      set format x "\(isLast ? "%g" : "")"
      \(isLast && column.index == column.count / 2 ? "set xlabel \"gap to {/:Italic D}({/:Italic R}) (dB)\" offset 0, raise" : "unset xlabel")
      \(isKeyed ? "set key \(key) vertical maxrows 2 samplen 1 width -1 Left reverse" : "unset key")
      \(isFirst ? "set label 1 \(gnuplotText(sourceTitle(source))) at screen \(layout.left(1)), graph 1 offset 0, 0.6 left" : "unset label 1")
      set label 2 \(gnuplotText("\(rateText(rate))")) at graph 1, graph 1 offset 0, 0.6 right font small
      plot \((bars + [numbers]).joined(separator: ", \\\n     "))
      """
  }

  /// A part's name in the key, with a bound of its length if no bar is long enough to see it.
  private func keyTitle(_ title: String, longest: Double, width: Double) -> String {
    guard longest < width / 200 else { return title }
    let bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05]
    return bounds.first { longest < $0 }.map { "\(title) < \($0)" } ?? title
  }

  /// A distance of tics that leaves room for their numbers in a narrow panel.
  private func ticStep(_ width: Double) -> String {
    let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10]
    return String(format: "%g", steps.first { width / $0 <= 5 } ?? 20)
  }

  private func rateText(_ rate: Double) -> String {
    rate == 1 ? "1 bit" : String(format: "%g bits", rate)
  }
}
