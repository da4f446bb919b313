import Foundation
import RDReport
import RDResults

/// The gap of the codes near the limit, on scales of powers: of polar codes against the length of their blocks, with scalar quantisation and some
/// trellises as lines across, and of trellises against their states.
struct NearLimitFigure: Figure {
  /// The trellises that are lines across in the panel of polar codes, besides the one of most states.
  private static let referenceStates = [8, 256]

  /// The marks of rates in the panel of trellises.
  private static let rateMarks: [(type: Int, colour: GnuplotPalette)] = [
    (4, .skyBlue), (7, .vermilion), (8, .black), (12, .purple), (10, .green),
  ]

  /// The heights of a panel with its title and its axis, and of a row of the key below it, in millimetres.
  private static let panelHeight = 56.0
  private static let keyRowHeight = 5.0
  private static let namesInKeyRow = 4

  package let caption =
    "The gap to D(R) in real bytes, with 95 % intervals: of polar codes against the length of their blocks, and of entropy-coded trellises (ECTCQ) against their states. SC is successive cancellation; dashed is the entropy-coded scalar quantiser (ECSQ)."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard results.experiment == "near-limit" else { return false }
    return try NearLimitCode.codes(of: results).contains { $0.isTrellis || $0.listSize != nil }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let all = try NearLimitCode.codes(of: results)
    let codes = all.filter { $0.source == all.first?.source }
    let rate = NearLimitCode.shownRate(of: codes)
    let shown = codes.filter { $0.requestedRate == rate }
    let scalar = shown.filter { $0.method == "ecsq" }.map {
      Reference(title: "ECSQ", gap: $0.gapDecibels, style: "black linewidth medium dashtype (8,6)")
    }
    let panels = [
      Panel(
        title: "polar codes, \(rateText(rate))", axis: "samples of a block",
        curves: Set(shown.compactMap(\.listSize)).sorted().map { list in
          let style = PolarStyle(listSize: list)
          return Curve(
            series: "list \(list)", mark: style.mark, colour: style.colour, title: style.title,
            codes: shown.filter { $0.listSize == list }, size: \.blockLength)
        }, references: scalar + trellises(shown)),
      Panel(
        title: "trellises (ECTCQ)", axis: "states",
        curves: zip(Set(codes.map(\.requestedRate)).sorted(), Self.rateMarks).map { rate, mark in
          Curve(
            series: "rate \(rate)", mark: "pointtype \(mark.type) pointsize 1.2 * mark",
            colour: mark.colour.rawValue, title: rateText(rate),
            codes: codes.filter { $0.isTrellis && $0.requestedRate == rate }, size: \.states)
        }, references: scalar),
    ].filter { !$0.gaps.isEmpty }
    var data = PictureData("size", "gap_decibels", "gap_ci95")
    for curve in panels.flatMap(\.curves) {
      for (size, code) in curve.points {
        data.append(
          curve.series, .integer(size), .real(code.gapDecibels), .optional(code.gapHalfWidth))
      }
    }
    let heights = panels.map { Self.panelHeight + Self.keyRowHeight * Double($0.keyRows) }
    let layout = PageLayout(heightMillimetres: max(heights.reduce(0, +), Self.panelHeight))
    let drawn = panels.enumerated().map { index, panel in
      commands(
        panel, letter: ["a", "b"][index],
        top: layout.heightMillimetres - heights[..<index].reduce(0, +), layout)
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        set multiplot
        set logscale xy
        set format y "%g"
        set ytics \(PowerScale.decibels)
        set ylabel "gap to {/:Italic D}({/:Italic R}) (dB)" offset nudge, 0
        \(drawn.joined(separator: "\n\n"))
        unset multiplot
        """)
  }

  /// Codes of one kind by their size.
  private struct Curve {
    let series: String
    let mark: String
    let colour: String
    let title: String

    /// In ascending order of size.
    package let points: [(size: Int, code: NearLimitCode)]

    init(
      series: String, mark: String, colour: String, title: String, codes: [NearLimitCode],
      size: (NearLimitCode) -> Int?
    ) {
      self.series = series
      self.mark = mark
      self.colour = colour
      self.title = title
      points = codes.compactMap { code in size(code).map { ($0, code) } }.sorted { $0.0 < $1.0 }
    }
  }

  /// A line across a panel.
  private struct Reference {
    let title: String
    let gap: Double
    let style: String
  }

  private struct Panel {
    let title: String
    let axis: String
    let curves: [Curve]
    let references: [Reference]

    var sizes: [Int] { curves.flatMap { $0.points.map(\.size) } }
    var gaps: [Double] { curves.flatMap { $0.points.map(\.code.gapDecibels) } }
    var keyRows: Int {
      (curves.count + NearLimitFigure.namesInKeyRow - 1) / NearLimitFigure.namesInKeyRow
    }
  }

  /// The trellises that polar codes are seen beside.
  private func trellises(_ codes: [NearLimitCode]) -> [Reference] {
    let trellises = codes.filter(\.isTrellis)
    let shown = Self.referenceStates + [trellises.compactMap(\.states).max()].compactMap { $0 }
    return trellises.compactMap { code in
      guard let states = code.states, shown.contains(states) else { return nil }
      return Reference(
        title: "ECTCQ, \(states)", gap: code.gapDecibels, style: "grey linewidth medium")
    }
  }

  private func commands(
    _ panel: Panel, letter: String, top: Double, _ layout: PageLayout
  ) -> String {
    let bottom = top - Self.panelHeight + 11
    let labels = panel.references.map {
      "set label \(gnuplotText($0.title)) at graph 1.01, first \($0.gap) left font small"
    }
    let lines = panel.references.map { "\($0.gap) with lines linecolor rgb \($0.style)" }
    let curves = panel.curves.flatMap { curve in
      [
        "data using (pick(\(gnuplotLiteral(curve.series)), \"size\")):(column(\"gap_decibels\")) with lines linecolor rgb \(curve.colour) linewidth thin"
      ]
        + MeasuredPoints(
          series: curve.series, x: "size", y: "gap_decibels", halfWidth: "gap_ci95",
          mark: curve.mark, colour: curve.colour, title: gnuplotText(curve.title)
        ).elements
    }
    return """
      \(layout.panel(left: 14, right: 66, bottom: bottom, top: top - 6))
      unset label
      \(labels.joined(separator: "\n"))
      set label \(gnuplotText("(\(letter)) \(panel.title)")) at graph 0, graph 1 offset 0, 0.6 left
      set xrange \(PowerScale.range(panel.sizes.map { Double($0) }))
      set yrange \(PowerScale.range(panel.gaps + panel.references.map(\.gap)))
      set xtics \(PowerScale.powersOfTwo(panel.sizes))
      set xlabel \(gnuplotText(panel.axis)) offset 0, raise
      set key at screen \(layout.left(42)), screen \(layout.height(bottom - 11)) center top vertical maxrows \(panel.keyRows) samplen 2 Left reverse
      plot \((lines + curves).joined(separator: ", \\\n     "))
      """
  }

  private func rateText(_ rate: Double) -> String {
    rate == 1 ? "1 bit" : String(format: "%g bits", rate)
  }
}
