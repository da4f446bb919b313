internal import Foundation
internal import RDResults

/// The surrogates of rounding against the weight of the rate, trained from scratch several times each: what bits and errors cost together, as training weighs
/// them, in excess of the best surrogate at that weight, with intervals over the repetitions.
///
/// > Source: [theis2017] and [tian], who name the surrogates and do not compare them.
struct SurrogatesFigure: Figure {
  let caption =
    "Surrogates of rounding, each trained from scratch several times: bits and squared error as training weighs them, in excess of the best surrogate at the same weight; bars are 95 % intervals over the repetitions."

  private static let marks = [
    (7, "blue"), (9, "vermilion"), (5, "green"), (13, "purple"), (11, "orange"),
  ]
  private static let panelHeight = 48.0

  func suits(_ results: ResultSet) throws -> Bool {
    try CodecCurves.suits(results) && !rows(of: results).isEmpty
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try rows(of: results)
    let methods = try distinct(rows.map { try $0.text("method") }).sorted()
    let surrogates = try distinct(rows.map { try $0.text("variant") })
    let settings = try Set(rows.map { try $0.number("setting") }).sorted()
    var data = PictureData("lambda", "excess", "excess_ci95")
    for (panel, method) in methods.enumerated() {
      for setting in settings {
        let own = try rows.filter {
          try $0.text("method") == method && $0.number("setting") == setting
        }
        guard let best = try own.map({ try $0.number("cost") }).min(), best > 0 else { continue }
        for row in own {
          let number = surrogates.firstIndex(of: try row.text("variant")) ?? 0
          // Side by side: intervals that overlap would hide one another.
          let shift = pow(1.04, Double(number) - Double(surrogates.count - 1) / 2)
          data.append(
            "panel \(panel + 1) surrogate \(number + 1)", .real(setting * shift),
            .real(100 * (try row.number("cost") / best - 1)),
            .optional(try row.optionalNumber("cost_ci95").map { 100 * $0 / best }))
        }
      }
    }
    let below = 13 + 4 * Double(surrogates.count)
    let layout = PageLayout(
      heightMillimetres: Self.panelHeight * Double(methods.count) + below)
    let panels = methods.enumerated().map { index, method in
      let top = layout.heightMillimetres - 2 - Double(index) * Self.panelHeight
      let isLast = index == methods.count - 1
      let elements = surrogates.enumerated().flatMap { number, surrogate in
        let (shape, colour) = Self.marks[number % Self.marks.count]
        return MeasuredPoints(
          series: "panel \(index + 1) surrogate \(number + 1)", x: "lambda", y: "excess",
          halfWidth: "excess_ci95", mark: "pointtype \(shape) pointsize 1.2 * mark", colour: colour,
          title: isLast
            ? gnuplotText(String(surrogate.dropLast(CodecCurves.surrogateMark.count))) : nil
        ).elements
      }
      return """
        \(layout.panel(left: 14, right: 83, bottom: top - Self.panelHeight + 8, top: top))
        set label 1 \(gnuplotText(CodecCurves.title(ofMethod: method))) at graph 0.02, graph 0.94 left
        \(isLast ? "set xlabel \"weight of the error {/Symbol l}\" offset 0, raise" : "unset xlabel")
        \(isLast ? "set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows \(surrogates.count) samplen 1.5 Left reverse" : "unset key")
        plot 0 with lines linecolor rgb grey linewidth thin, \\
             \(elements.joined(separator: ", \\\n     "))
        """
    }
    let tics = settings.map { "\"\(String(format: "%g", $0))\" \($0)" }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        set multiplot
        set logscale x
        set xrange [\((settings.first ?? 1) / 1.3):\((settings.last ?? 1) * 1.3)]
        set xtics (\(tics.joined(separator: ", ")))
        set mxtics 1
        set yrange [*:*]
        set offsets 0, 0, graph 0.12, graph 0.05
        set ylabel "above the best (%)" offset nudge, 0
        \(panels.joined(separator: "\n\n"))
        unset multiplot
        """)
  }

  /// The means over repetitions, where the experiment has more than one.
  private func rows(of results: ResultSet) throws -> [ResultRow] {
    let summary = results.rows(ifAny: "summary.csv")
    guard let first = summary.first, (try? first.text("cost")) != nil else { return [] }
    return try summary.filter {
      try $0.text("variant").hasSuffix(CodecCurves.surrogateMark)
        && $0.optionalNumber("cost") != nil && $0.integer("repetitions") > 1
    }
  }
}
