import RDCore
import RDResults

extension PublishedClaims {
  /// How the picture is read.
  static let caption =
    "Published and measured: a mark for each statement, in the order of the table, with the 95 % interval of the measurement where one is known. To the right of the line the measurement lies on the side of the statement, to the left on the other; what is to be equal agrees down to −1, which is its tolerance. Elsewhere the unit is the tolerance too, or half of the interval where there is none; a count has the unit 1."

  /// All statements that are measured, by study and place, as distances from what was published.
  ///
  /// - Returns: the picture; `nil` where nothing is measured.
  package func picture(with reports: [Report]) -> Picture? {
    let answers = answers(in: reports).filter { $0.margin != nil }
    let places = distinct(answers.map { "\($0.claim.study), \($0.claim.place)" })
    var height = 0.0
    var labels: [(PlotText, String)] = []
    var rows: [(verdict: Verdict, cells: [Cell])] = []
    for place in places {
      labels.append(
        ("\(place)", "graph 0.01, first \(-height) left font small textcolor rgb grey front boxed"))
      height += 1
      for answer in answers where "\(answer.claim.study), \(answer.claim.place)" == place {
        guard let margin = answer.margin else { continue }
        rows.append(
          (
            answer.verdict,
            [
              .real(margin.value), .real(-height), .real(margin.interval.lower),
              .real(margin.interval.upper),
            ]
          ))
        height += 1
      }
    }
    let layers = Self.styles.map { title, mark, verdicts in
      let shown = rows.filter { verdicts.contains($0.verdict) }.map(\.cells)
      func column(_ name: String) -> String { "asinh(pick('\(title)', \"\(name)\"))" }
      return Layer.custom(
        title, shown,
        elements: [
          "data using (\(column("low"))):(column(\"row\")):(asinh(column(\"high\")) - asinh(column(\"low\"))):(0) with vectors nohead \(Stroke(mark.colour, .medium).script)",
          "data using (\(column("margin"))):(column(\"row\")) with points \(mark.script)",
        ], title: shown.isEmpty ? nil : "\(title)")
    }
    let keyHeight = 10.0
    let plotHeight = 1.9 * height
    let chart = Chart(
      ["margin", "row", "low", "high"], heightMillimetres: plotHeight + keyHeight + 14,
      panels: [
        Panel(
          .init(3, 82, bottom: keyHeight + 12, top: plotHeight + keyHeight + 12),
          x: Axis(
            "distance from the published number, in tolerances",
            range: "[asinh(-3000):asinh(3000)]",
            tics: Axis.tics(
              [-1000, -100, -10, -1, 0, 1, 10, 100, 1000].map { number in
                ("\(number < 0 ? "−" : "")\(abs(number))", "asinh(\(number))")
              })),
          y: Axis(range: "[\(-height):0.6]"),
          key: .below(2, 84, "vertical maxrows 3 samplen 1 width -2 Left reverse"),
          labels: labels, verticals: [(0, Stroke(.black, .thin))],
          settings: [
            "unset ytics", "set border 1 linewidth 0.7",
            "set style textbox opaque noborder fillcolor rgb \"white\" margins 0.2,0.1",
          ], layers: layers)
      ])
    return chart.isEmpty ? nil : chart.picture(named: "claims")
  }

  /// What a mark says, with the verdicts that it stands for.
  private static let styles: [(title: String, mark: Mark, verdicts: [Verdict])] = [
    ("agrees", Mark(7, .green, size: 1.1), [.confirmed, .better, .reached]),
    ("one training agrees", Mark(6, .green, size: 1.1, width: .medium), [.suggestsSo]),
    ("open", Mark(4, .grey, size: 1.1, width: .medium), [.notRefuted, .undecided, .quickRun]),
    (
      "one training disagrees", Mark(10, .vermilion, size: 1.2, width: .medium),
      [.suggestsOtherwise]
    ),
    ("disagrees", Mark(11, .vermilion, size: 1.2), [.refuted, .notReached]),
  ]
}
