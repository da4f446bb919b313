import Foundation
import RDReport
import RDResults

/// How far scalar quantisers are from the rate–distortion bound against their bits, for each source whose bound is known.
///
/// One panel has indices of a fixed length, one indices with an ideal entropy code. The dashed lines that the best curves
/// approach as the bits grow are constants of theory: `10 log10(pi sqrt(3) / 2)` dB for the Gaussian source at a fixed rate,
/// and `10 log10(pi e / 6)` dB for every source with entropy coding.
///
/// > Source: [panter1951] and [gish1968] for the constants.
struct ScalarGapFigure: Figure {
  private static let panelHeight = 46.0

  package let caption =
    "Distance of scalar quantisers from the bound against their bits; the dashed lines are where theory says that the best ones end."

  package func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "scalar-quantisers"
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try results.table("points.csv").rows.filter {
      try $0.optionalNumber("gap_decibels") != nil && $0.optionalInteger("bits") != nil
    }
    let sources = try distinct(rows.map { try $0.text("source") })
    let methods = try distinct(rows.map { try $0.text("method") })
    var data = PictureData("bits", "gap_decibels", "entropy_coded_gap_decibels")
    for source in sources {
      for method in methods {
        let line = try rows.filter {
          try $0.text("source") == source && $0.text("method") == method
        }
        for row in try line.sorted(by: { try $0.integer("bits") < $1.integer("bits") }) {
          data.append(
            "\(source) \(method)", .integer(try row.integer("bits")),
            .real(try row.number("gap_decibels")),
            .optional(try row.optionalNumber("entropy_coded_gap_decibels")))
        }
      }
    }
    let layout = PageLayout(
      heightMillimetres: 18 + Self.panelHeight * Double(2 * sources.count))
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(sources, methods, layout))
  }

  private func commands(_ sources: [String], _ methods: [String], _ layout: PageLayout) -> String {
    let kinds = sources.flatMap { source in
      [
        Panel(
          source: source, column: "gap_decibels", title: "fixed length",
          limit: source.hasPrefix("gaussian") ? 4.346_805 : nil),
        Panel(
          source: source, column: "entropy_coded_gap_decibels", title: "entropy-coded",
          limit: 1.532_931),
      ]
    }
    let panels = kinds.enumerated().map { index, panel in
      let top = layout.heightMillimetres - 2 - Double(index) * Self.panelHeight
      let isLast = index == kinds.count - 1
      let limit =
        panel.limit.map {
          "\($0) with lines linecolor rgb grey linewidth medium dashtype (8,6), \\\n     "
        } ?? ""
      return """
        \(layout.panel(left: 13, right: 73, bottom: top - Self.panelHeight + 3, top: top))
        \(isLast ? "set key \(layout.keyBelow(left: 9, right: 83)) vertical maxrows 2 samplen 2 width 1 Left reverse" : "unset key")
        set format x "\(isLast ? "%g" : "")"
        \(isLast ? "set xlabel \"bits {/:Italic b} of an index of fixed length\" offset 0, raise" : "")
        set label 1 \(gnuplotText("\(sourceTitle(panel.source)) source, \(panel.title)")) at graph 0.5, graph 0.95 center font small
        \(panel.limit.map { "set label 2 \"\(rounded($0)) dB\" at graph 1.01, first \($0) left font small" } ?? "unset label 2")
        plot \(limit)\(curves(panel, methods).joined(separator: ", \\\n     "))
        """
    }
    return """
      set multiplot
      set ylabel "gap to the bound (dB)" offset nudge, 0
      set xtics 1
      set xrange [0.5:*]
      set yrange [0:*]
      \(panels.joined(separator: "\n\n"))
      unset multiplot
      """
  }

  private func rounded(_ decibels: Double) -> String { String(format: "%.2f", decibels) }

  /// What one panel shows.
  private struct Panel {
    let source: String
    let column: String
    let title: String

    /// What the gap tends to with many levels, in decibels, if that is known.
    let limit: Double?
  }

  private func curves(_ panel: Panel, _ methods: [String]) -> [String] {
    methods.map { method in
      let shape = QuantiserMark(method: method)
      return
        "data using (pick(\(gnuplotLiteral("\(panel.source) \(method)")), \"bits\")):(column(\"\(panel.column)\")) with linespoints \(shape.style) linewidth thin title \(gnuplotText(shape.title))"
    }
  }
}
