import RDReport
import RDResults

extension Figure {
  /// The gap of the codes near the limit, on scales of powers: of polar codes against their blocklength, with scalar quantisation and some
  /// trellises as lines across, and of trellises against their states.
  static let nearLimit = Figure(
    of: NearLimitExperiment.name,
    "The gap to D(R) in real bytes, with 95 % intervals: of polar codes against the length of their blocks, and of entropy-coded trellises (ECTCQ) against their states. SC is successive cancellation; dashed is the entropy-coded scalar quantiser (ECSQ)."
  ) { results in
    let all = try NearLimitCode.codes(of: results)
    let codes = all.filter { $0.source == all.first?.source }
    let rate = NearLimitCode.shownRate(of: codes)
    let shown = codes.filter { $0.requestedRate == rate }
    let scalar = shown.filter { $0.method == "ecsq" }.compactMap { code in
      code.gapDecibels.map {
        Reference(
          title: "ECSQ, \(rateText(rate))", gap: $0, stroke: Stroke(.black, dashes: "(8,6)"))
      }
    }
    let trellises = shown.filter(\.isTrellis)
    let most = trellises.compactMap(\.states).max()
    let references = trellises.filter { [8, 256, most].contains($0.states) }.compactMap { code in
      code.gapDecibels.map {
        Reference(title: "ECTCQ, \(code.states ?? 0)", gap: $0, stroke: Stroke(.grey))
      }
    }
    let rateMarks = [
      Mark(4, .skyBlue, size: 1.2), Mark(7, .vermilion, size: 1.2), Mark(8, .black, size: 1.2),
      Mark(12, .purple, size: 1.2), Mark(10, .green, size: 1.2),
    ]
    let parts = [
      Part(
        title: "polar codes, \(rateText(rate))", axis: "block length (samples)",
        curves: Set(shown.compactMap(\.listSize)).sorted().map { list in
          let (mark, title) = NearLimitCode.polarStyle(listSize: list)
          return Curve(
            "list \(list)", mark, title, shown.filter { $0.listSize == list }, by: \.blockLength)
        }, references: scalar + references),
      Part(
        title: "trellises (ECTCQ)", axis: "states",
        curves: Set(codes.map(\.requestedRate)).sorted().enumerated().map { index, rate in
          Curve(
            "rate \(rate)", rateMarks[index % rateMarks.count], rateText(rate),
            codes.filter { $0.isTrellis && $0.requestedRate == rate }, by: \.states)
        }, references: scalar),
    ].filter { !$0.gaps.isEmpty }
    let heights = parts.map(\.height)
    let height = heights.reduce(0, +)
    return Chart(
      ["size", "gap_decibels", "gap_ci95"], heightMillimetres: height,
      panels: parts.enumerated().map { index, part in
        part.panel(["a", "b"][index], top: height - heights[..<index].reduce(0, +))
      })
  }

  /// Codes of one kind by their size, in ascending order.
  private struct Curve {
    let series: String
    let mark: Mark
    let title: String
    let points: [(size: Int, code: NearLimitCode)]

    init(
      _ series: String, _ mark: Mark, _ title: String, _ codes: [NearLimitCode],
      by size: (NearLimitCode) -> Int?
    ) {
      self.series = series
      self.mark = mark
      self.title = title
      points = codes.compactMap { code in size(code).map { ($0, code) } }.sorted { $0.0 < $1.0 }
    }

    var layers: [Layer] {
      let rows = points.map { size, code -> [Cell] in
        [.integer(size), .optional(code.gapDecibels), .optional(code.gapHalfWidth)]
      }
      return [
        .line(series, Stroke(mark.colour, .thin), rows),
        .measured(series, mark, title: "\(title)", rows),
      ]
    }
  }

  /// A line across a panel.
  private struct Reference {
    let title: String
    let gap: Double
    let stroke: Stroke
  }

  private struct Part {
    let title: String
    let axis: PlotText
    let curves: [Curve]
    let references: [Reference]

    var gaps: [Double] { curves.flatMap { $0.points.compactMap(\.code.gapDecibels) } }

    /// Four names to a row.
    var keyRows: Int { (curves.count + 3) / 4 }
    var height: Double { 56 + 5 * Double(keyRows) }

    func panel(_ letter: String, top: Double) -> Panel {
      let sizes = curves.flatMap { $0.points.map(\.size) }
      return Panel(
        .init(14, 66, bottom: top - 45, top: top - 6),
        x: Axis(
          axis, range: PowerScale.range(sizes.map { Double($0) }), logarithmBase: 10,
          tics: PowerScale.powersOfTwo(sizes), format: "%g"),
        y: Axis(
          "gap to {/:Italic D}({/:Italic R}) (dB)",
          range: PowerScale.range(gaps + references.map(\.gap)), logarithmBase: 10,
          tics: PowerScale.decibels, format: "%g"),
        key: .at(42, top - 56, "center top vertical maxrows \(keyRows) samplen 2 Left reverse"),
        labels: references.map {
          ("\($0.title)", "graph 1.01, first \($0.gap) left font small")
        } + [("(\(letter)) \(title)", Panel.above)],
        layers: references.map { .level($0.gap, $0.stroke) } + curves.flatMap(\.layers))
    }
  }
}
