import Foundation
import RDReport
import RDResults

/// The surrogates of rounding against the weight of the error, trained from scratch several times each: what bits and errors cost together, as training weighs
/// them, above one surrogate in the same repetitions.
///
/// > Source: [theis2017] and [tian], who name the surrogates and do not compare them.
struct SurrogatesFigure: Figure {
  package let caption =
    "Surrogates of rounding, each trained from scratch several times: bits and squared error as training weighs them, above those of the surrogate that the axis names, in the same repetition. Small marks are repetitions, large ones their means, with 95 % intervals where the results have them."

  private static let marks = [
    (7, "blue"), (9, "vermilion"), (5, "green"), (13, "purple"), (11, "orange"),
  ]
  private static let panelHeight = 48.0

  package func suits(_ results: ResultSet) throws -> Bool {
    try CodecCurves.suits(results) && entries(of: results).contains { $0.excesses.count > 1 }
  }

  /// Those with something to compare.
  private func entries(of results: ResultSet) throws -> [SurrogateCosts.Entry] {
    try SurrogateCosts(results).entries.filter { !$0.excesses.isEmpty }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let entries = try entries(of: results)
    let reference = try SurrogateCosts(results).reference
    let methods = distinct(entries.map(\.method)).sorted()
    let surrogates = distinct(entries.map(\.surrogate))
    let settings = Set(entries.map(\.weight)).sorted()
    var data = PictureData("lambda", "excess", "excess_ci95")
    for entry in entries {
      let panel = (methods.firstIndex(of: entry.method) ?? 0) + 1
      let number = surrogates.firstIndex(of: entry.surrogate) ?? 0
      // Side by side: what overlaps would hide one another.
      let shift = pow(1.08, Double(number) - Double(surrogates.count - 1) / 2)
      let series = "panel \(panel) surrogate \(number + 1)"
      data.append(
        series, .real(entry.weight * shift), .optional(entry.excess), .optional(entry.halfWidth))
      for excess in entry.excesses {
        data.append("\(series) each", .real(entry.weight * shift * 1.025), .real(excess), .empty)
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
          title: isLast ? gnuplotText(surrogate) : nil
        ).elements + [
          "data using (pick(\"panel \(index + 1) surrogate \(number + 1) each\", \"lambda\")):(column(\"excess\")) with points pointtype \(shape) pointsize 0.5 * mark linecolor rgb \(colour)"
        ]
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
        set ylabel \(gnuplotText("above \(reference) (%)")) offset nudge, 0
        \(panels.joined(separator: "\n\n"))
        unset multiplot
        """)
  }
}
