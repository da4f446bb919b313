import Foundation
import RDReport
import RDResults

extension Figure {
  /// How far scalar quantisers are from the rate–distortion bound against their bits, for each source whose bound is known: a panel for
  /// indices of a fixed length, one for indices with an ideal entropy code.
  ///
  /// The dashed lines that the best curves approach as the bits grow are constants of theory: `10 log10(pi sqrt(3) / 2)` dB for the Gaussian
  /// source at a fixed rate, and `10 log10(pi e / 6)` dB for every source with entropy coding.
  ///
  /// > Source: [panter1951] and [gish1968] for the constants.
  static let scalarGap = Figure(
    of: ScalarQuantisersExperiment.name,
    "Distance of scalar quantisers from the bound against their bits; the dashed lines are the limits of theory at high rate."
  ) { results in
    let rows = try results.rows("points.csv").having("gap_decibels").having("bits")
    let methods = try rows.distinct("method")
    let shown = try rows.distinct("source").flatMap { source in
      [
        (source, "gap_decibels", "fixed length", source.hasPrefix("gaussian") ? 4.346_805 : nil),
        (source, "entropy_coded_gap_decibels", "entropy-coded", 1.532_931),
      ]
    }
    let panelHeight = 46.0
    let height = 18 + panelHeight * Double(shown.count)
    let panels = try shown.enumerated().map { index, panel in
      let (source, column, title, limit) = panel
      let top = height - 2 - Double(index) * panelHeight
      let isLast = index == shown.count - 1
      let curves = try methods.map { method in
        let style = QuantiserStyle(method: method)
        var mark = style.mark
        mark.width = .thin
        return Layer.linePoints(
          "\(source) \(method)", mark, title: "\(style.title)",
          try rows.where("source", source).where("method", method)
            .sorted { try $0.integer("bits") < $1.integer("bits") }
            .cells("bits", "gap_decibels", "entropy_coded_gap_decibels"))
      }
      return Panel(
        .init(13, 73, bottom: top - panelHeight + 3, top: top),
        x: Axis(
          isLast ? "bits {/:Italic b} of an index of fixed length" : nil, range: "[0.5:*]",
          tics: "1", format: isLast ? "%g" : ""),
        y: Axis("gap to the bound (dB)", column: column, range: "[0:*]"),
        key: isLast ? .below(9, 83, "vertical maxrows 2 samplen 2 width 1 Left reverse") : .none,
        labels: [
          ("\(sourceTitle(source)) source, \(title)", "graph 0.5, graph 0.95 center font small")
        ]
          + (limit.map {
            [
              (
                "\(String(format: "%.2f", $0)) dB" as PlotText,
                "graph 1.01, first \($0) left font small"
              )
            ]
          } ?? []), layers: (limit.map { [.level($0, .reference)] } ?? []) + curves)
    }
    return Chart(
      ["bits", "gap_decibels", "entropy_coded_gap_decibels"], heightMillimetres: height,
      panels: panels)
  }
}
