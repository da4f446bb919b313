import Foundation
import RDReport
import RDResults

/// What nearness to the limit costs: the gap of each code against the samples that it encodes in a second on one thread.
struct NearLimitSpeedFigure: Figure {
  package let caption =
    "The gap to D(R) against the speed of encoding on one thread. A line joins codes of one kind, and its ends say their size: the states of a trellis (ECTCQ), the samples of a polar code's block."

  private let layout = PageLayout(heightMillimetres: 82)

  package func suits(_ results: ResultSet) throws -> Bool {
    guard results.experiment == "near-limit" else { return false }
    return try NearLimitCode.codes(of: results).contains { $0.encodingSpeed != nil }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let all = try NearLimitCode.codes(of: results)
    let own = all.filter { $0.source == all.first?.source }
    let rate = NearLimitCode.shownRate(of: own)
    let codes = own.filter { $0.requestedRate == rate && $0.encodingSpeed != nil }
    let lines =
      ([
        Line(
          series: "ecsq", mark: "pointtype 2 pointsize 1.3 * mark", colour: "black", title: "ECSQ",
          codes: codes.filter { $0.method == "ecsq" }),
        Line(
          series: "trellises", mark: "pointtype 7 pointsize 1.2 * mark", colour: "vermilion",
          title: "ECTCQ", codes: codes.filter(\.isTrellis)),
      ]
      + Set(codes.compactMap(\.listSize)).sorted().map { list in
        let style = PolarStyle(listSize: list)
        return Line(
          series: "list \(list)", mark: style.mark, colour: style.colour,
          title: "polar, \(style.title)", codes: codes.filter { $0.listSize == list })
      }).filter { !$0.codes.isEmpty }
    var data = PictureData("speed", "gap_decibels", "gap_ci95", "size")
    for line in lines {
      for (series, codes) in [(line.series, line.codes)] + line.ends.map({ ($0.series, [$0.code]) })
      {
        for code in codes {
          data.append(
            series, .optional(code.encodingSpeed.map { $0 * 1e-6 }), .real(code.gapDecibels),
            .optional(code.gapHalfWidth), .text(size(code)))
        }
      }
    }
    let keyRows = (lines.count + 1) / 2
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 14, right: 80, bottom: 11 + 4.5 * Double(keyRows), top: 79))
        set logscale xy
        set format "%g"
        set xrange \(PowerScale.range(codes.compactMap { $0.encodingSpeed.map { $0 * 1e-6 } }))
        set yrange \(PowerScale.range(lines.flatMap { $0.codes.map(\.gapDecibels) }))
        set xtics (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
        set ytics \(PowerScale.decibels)
        set xlabel "encoding on one thread (10^6 samples per second)" offset 0, raise
        set ylabel "gap to {/:Italic D}({/:Italic R}) (dB), \(String(format: "%g", rate)) \(rate == 1 ? "bit" : "bits")" offset nudge, 0
        set key \(layout.keyBelow(left: 8, right: 84)) vertical maxrows \(keyRows) samplen 2 Left reverse
        plot \(lines.flatMap(elements).joined(separator: ", \\\n     "))
        """)
  }

  /// Codes of one kind by their size.
  private struct Line {
    let series: String
    let mark: String
    let colour: String
    let title: String
    let codes: [NearLimitCode]

    init(series: String, mark: String, colour: String, title: String, codes: [NearLimitCode]) {
      self.series = series
      self.mark = mark
      self.colour = colour
      self.title = title
      self.codes = codes.sorted {
        ($0.states ?? $0.blockLength ?? 0) < ($1.states ?? $1.blockLength ?? 0)
      }
    }

    /// The codes that say their size, and how far above their mark: what lies between would be crowded.
    var ends: [(series: String, code: NearLimitCode, height: Double)] {
      guard codes.count > 1, let first = codes.first, let last = codes.last else { return [] }
      return [("first of \(series)", first, 0.5), ("last of \(series)", last, -0.5)]
    }
  }

  private func size(_ code: NearLimitCode) -> String {
    if let states = code.states { return "\(states)" }
    return code.blockLength.map { "2^{\(Int(log2(Double($0)).rounded()))}" } ?? ""
  }

  /// Marks with bars, the line that joins them, and the sizes at its ends.
  private func elements(_ line: Line) -> [String] {
    func at(_ series: String) -> String {
      "data using (pick(\(gnuplotLiteral(series)), \"speed\")):(column(\"gap_decibels\"))"
    }
    return ["\(at(line.series)) with lines linecolor rgb \(line.colour) linewidth thin"]
      + MeasuredPoints(
        series: line.series, x: "speed", y: "gap_decibels", halfWidth: "gap_ci95", mark: line.mark,
        colour: line.colour, title: gnuplotText(line.title)
      ).elements
      + line.ends.map { end in
        "\(at(end.series)):(strcol(\"size\")) with labels left offset 0.6, \(end.height) font small textcolor rgb \(line.colour)"
      }
  }
}
