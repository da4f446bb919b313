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
    "Distance of scalar quantisers from the bound against their bits; the dashed lines are the limits of theory at high rate, 4.35 dB for the Gaussian source at a fixed length and 1.53 dB with an ideal entropy code."
  ) { results in
    let rows = try results.rows("points.csv").having("gap_decibels").having("bits")
    let methods = try rows.distinct("method")
    let sources = try rows.distinct("source")
    let panelHeight = 36.0
    let height = 21 + panelHeight * Double(sources.count)
    let panels = try sources.enumerated().flatMap { row, source in
      [
        ("gap_decibels", "fixed length", source.hasPrefix("gaussian") ? 4.346_805 : nil),
        ("entropy_coded_gap_decibels", "entropy-coded", 1.532_931),
      ].enumerated().map { (source: source, row: row, column: $0, panel: $1) }
    }.map { source, row, place, panel in
      let (column, title, limit) = panel
      let top = height - 6 - Double(row) * panelHeight
      let isLast = row == sources.count - 1
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
        .init(
          place == 0 ? 12 : 54, place == 0 ? 42 : 84, bottom: top - panelHeight + 9, top: top),
        x: Axis(
          isLast ? "bits {/:Italic b} of an index" : nil, range: "[0.5:*]",
          tics: "1", format: isLast ? "%g" : ""),
        y: Axis(place == 0 ? "gap (dB)" : nil, column: column, range: "[0:*]"),
        key: isLast && place == 1
          ? .below(9, 83, "vertical maxrows 3 samplen 2 width 1 Left reverse") : .none,
        labels: [
          ("\(sourceTitle(source)), \(title)", "\(Panel.above) font small")
        ],
        layers: (limit.map { [.level($0, .reference)] } ?? []) + curves
          + (isLast && place == 1 ? [.keyEntry(.reference, title: "limit at high rate")] : []))
    }
    return Chart(
      ["bits", "gap_decibels", "entropy_coded_gap_decibels"], heightMillimetres: height,
      panels: panels)
  }
}
