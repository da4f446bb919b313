import Foundation
import RDReport
import RDResults

extension Figure {
  /// The parts of the distance from R(D): a stacked bar for each method, in decibels, with a panel for each source and rate.
  ///
  /// Losses are to the right of zero and gains to the left; the number is the total. Learned codes
  /// have the rate of their weight, which is near that of the panel.
  static let ledger = Figure(
    of: LedgerExperiment.name,
    "Where the distance from D(R) comes from: bars to the right of zero lose, bars to the left gain, and the number is the whole."
  ) { results in
    let rows = try LedgerRow.rows(of: results)
    let sources = distinct(rows.map(\.source))
    // More rates do not fit side by side.
    let rates = thinned(Set(rows.map(\.rate)).sorted(), to: 3)
    // In the order in which they are stacked.
    let parts: [(column: String, colour: GnuplotPalette, title: String)] = [
      ("finite_blocklength_decibels", .grey, "blocklength"),
      ("quantiser_decibels", .skyBlue, "quantiser"),
      ("entropy_model_decibels", .orange, "entropy model"),
      ("coder_decibels", .vermilion, "coder"), ("header_decibels", .black, "header, tables"),
    ]
    let methods = sources.map { source in
      distinct(rows.filter { $0.source == source }.map(\.method))
    }
    var cells: [String: [[Cell]]] = [:]
    var extent = (least: 0.0, greatest: 0.0)
    var longest = [Double](repeating: 0, count: parts.count)
    for row in rows where rates.contains(row.rate) {
      let own = zip(sources, methods).first { $0.0 == row.source }?.1 ?? []
      let position = Cell.integer(1 + (own.firstIndex(of: row.method) ?? 0))
      var (low, high) = (0.0, 0.0)
      for (index, part) in parts.enumerated() {
        guard let length = try row.optionalNumber(part.column) else { continue }
        longest[index] = max(longest[index], abs(length))
        let from = length < 0 ? low + length : high
        cells["\(row.source) \(row.rate) \(part.title)", default: []].append(
          [position, .real(from), .real(from + abs(length))])
        if length < 0 { low += length } else { high += length }
      }
      extent = (min(extent.least, low), max(extent.greatest, high))
      cells["\(row.source) \(row.rate) gap", default: []].append(
        [position, .empty, .real(high), .optional(try row.optionalNumber("gap_decibels"))])
    }
    // What rounding or a last byte gains needs no space to the left of zero.
    if extent.least > -0.01 * extent.greatest { extent.least = 0 }
    // The number at the end of the longest bar needs half its length.
    let width = (extent.greatest - extent.least) * 1.5
    let heights = methods.map { 3.5 * Double($0.count) + 8 }
    let height = 17 + heights.reduce(0, +)
    // The longest name needs 1.4 mm a letter.
    let longestName = methods.joined().map { quantiserTitle($0).count }.max() ?? 0
    let (edge, right) = (min(max(4 + 1.4 * Double(longestName), 14), 36), 84.0)
    let step = (right - edge) / Double(max(rates.count, 1))
    let xStep = [0.1, 0.2, 0.5, 1, 2, 5, 10].first { width / $0 <= 5 } ?? 20
    let panels = sources.enumerated().flatMap { line, source in
      rates.enumerated().map { column, rate in
        let top = height - heights[..<line].reduce(0, +) - 5
        let left = edge + Double(column) * step
        let isLast = line == sources.count - 1
        let bars = zip(parts, longest).map { part, longest in
          let series = "\(source) \(rate) \(part.title)"
          return Layer.bars(
            series, part.colour,
            title: "\(keyTitle(part.title, longest: longest, width: width))", cells[series] ?? [])
        }
        let sourceLabel: [(PlotText, String)] =
          column == 0
          ? [("\(sourceTitle(source))", "screen 0.0118, graph 1 offset 0, 0.6 left")] : []
        return Panel(
          .init(left, left + step - 2, bottom: top - heights[line] + 8, top: top),
          x: Axis(
            isLast && column == rates.count / 2 ? "gap to {/:Italic D}({/:Italic R}) (dB)" : nil,
            column: "high", range: "[\(extent.least):\(extent.least + max(width, 1e-3))]",
            tics: String(format: "%g", xStep), format: isLast ? "%g" : ""),
          y: Axis(
            column: "y", range: "[\(methods[line].count).6:0.4]",
            tics: Axis.tics(
              methods[line].enumerated().map {
                (column == 0 ? "\(quantiserTitle($1))" : "", $0 + 1)
              })),
          key: isLast && column == rates.count - 1
            ? .below(0, right, "vertical maxrows 2 samplen 1 width -1 Left reverse") : .none,
          labels: sourceLabel + [
            ("\(rateText(rate))", "graph 1, graph 1 offset 0, 0.6 right font small")
          ],
          layers: bars + [
            .texts(
              "\(source) \(rate) gap", "sprintf(\"%.2f\", column(\"gap_decibels\"))",
              at: "left offset 0.3, 0", cells["\(source) \(rate) gap"] ?? [])
          ])
      }
    }
    let zero = "set yzeroaxis linetype 1 linewidth 0.5 linecolor rgb black"
    return Chart(
      ["y", "low", "high", "gap_decibels"], heightMillimetres: height,
      settings: ["set style fill solid 1 noborder", "set ytics scale 0"]
        + (extent.least < 0 ? [zero] : []), panels: panels)
  }

  /// A part's name in the key, with a bound of its length if no bar is long enough to see it.
  private static func keyTitle(_ title: String, longest: Double, width: Double) -> String {
    guard longest < width / 200 else { return title }
    let bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05]
    return bounds.first { longest < $0 }.map { "\(title) < \($0)" } ?? title
  }
}

/// A rate in a figure, as in `0.5 bits`.
func rateText(_ rate: Double) -> String {
  rate == 1 ? "1 bit" : String(format: "%g bits", rate)
}
