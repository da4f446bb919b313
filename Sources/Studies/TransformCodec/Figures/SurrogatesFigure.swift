import Foundation
import RDReport
import RDResults

extension Figure {
  /// The surrogates of rounding against the weight of the error, trained from scratch several times each: bits and errors together, as
  /// training weighs them, above one surrogate in the same repetitions.
  ///
  /// > Source: [theis2017] and [tian], who name the surrogates and do not compare them.
  static let surrogates = Figure(
    of: TransformCodecExperiment.name,
    "Surrogates of rounding, each trained from scratch several times: bits and squared error as training weighs them, above those of the surrogate that the axis names, in the same repetition. Small marks are repetitions, large ones their means, with 95 % intervals where the results have them."
  ) { results in
    let costs = try SurrogateCosts(results)
    let entries = costs.entries.filter { !$0.excesses.isEmpty }
    guard entries.contains(where: { $0.excesses.count > 1 }) else { return nil }
    let methods = distinct(entries.map(\.method)).sorted()
    let surrogates = distinct(entries.map(\.surrogate))
    let weights = Set(entries.map(\.weight)).sorted()
    let panelHeight = 48.0
    let height = panelHeight * Double(methods.count) + 13 + 4 * Double(surrogates.count)
    let tics = weights.map { ("\(String(format: "%g", $0))" as PlotText, $0) }
    let panels = methods.enumerated().map { index, method in
      let top = height - 2 - Double(index) * panelHeight
      let isLast = index == methods.count - 1
      let layers = surrogates.enumerated().flatMap { number, surrogate -> [Layer] in
        // Dodged, to avoid overlap.
        let shift = pow(1.08, Double(number) - Double(surrogates.count - 1) / 2)
        let own = entries.filter { $0.method == method && $0.surrogate == surrogate }
        let series = "panel \(index + 1) surrogate \(number + 1)"
        return [
          .measured(
            series, .cycle(number, size: 1.2), title: isLast ? "\(surrogate)" : nil,
            own.map {
              [.real($0.weight * shift), .optional($0.excess), .optional($0.halfWidth)]
            }),
          .points(
            "\(series) each", .cycle(number, size: 0.5),
            own.flatMap { entry in
              entry.excesses.map { [.real(entry.weight * shift * 1.025), .real($0)] }
            }),
        ]
      }
      return Panel(
        .init(14, 83, bottom: top - panelHeight + 8, top: top),
        x: Axis(
          isLast ? "weight of the error {/Symbol l}" : nil,
          range: "[\((weights.first ?? 1) / 1.3):\((weights.last ?? 1) * 1.3)]", logarithmBase: 10,
          tics: Axis.tics(tics)),
        y: Axis("above \(costs.reference) (%)"), offsets: "0, 0, graph 0.12, graph 0.05",
        key: isLast
          ? .below(10, 84, "vertical maxrows \(surrogates.count) samplen 1.5 Left reverse") : .none,
        labels: [("\(CodecCurves.title(ofMethod: method))", "graph 0.02, graph 0.94 left")],
        settings: ["set mxtics 1"], layers: [.level(0, Stroke(.grey, .thin))] + layers)
    }
    return Chart(
      ["lambda", "excess", "excess_ci95"], heightMillimetres: height, panels: panels)
  }
}
