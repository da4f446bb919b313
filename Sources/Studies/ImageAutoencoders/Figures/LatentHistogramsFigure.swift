import RDReport
import RDResults

extension Figure {
  /// Histograms of the latents that vary most, before and after quantisation.
  ///
  /// > Source: [practice3].
  static let latentHistograms = Figure(
    of: ImageAutoencodersExperiment.name,
    "Histograms of latents: unquantised (grey), and quantised (needles, on a scale of their own). The latents of each model that vary most, counted from 1."
  ) { results in
    let rows = results.rows(ifAny: "histograms.csv")
    guard !rows.isEmpty else { return nil }
    let models = thinned(try rows.distinct("model"), to: 6)
    let panelHeight = 22.0
    let height = Double(models.count) * panelHeight + 5
    let panels = try models.enumerated().flatMap { index, model in
      let own = try rows.where("model", model)
      return try own.distinct("latent").prefix(3).enumerated().map { column, latent in
        let bins = try own.where("latent", latent)
        let lower = try bins.numbers("lower").min() ?? 0
        let upper = max(lower, try bins.numbers("upper").max() ?? 1)
        func layer(_ name: String, areQuantised: Bool, style: String, width: String) throws -> Layer
        {
          let shown = try bins.filter { try $0.text("bits").isEmpty != areQuantised }
          let most = max(try shown.numbers("count").max() ?? 1, 1)
          let series = "\(name) \(index + 1)/\(column + 1)"
          return .custom(
            series,
            try shown.filter { try $0.number("count") > 0 }.map { bin in
              let (lower, upper) = (try bin.number("lower"), try bin.number("upper"))
              return [
                .real((lower + upper) / 2), .real(upper - lower),
                .real(try bin.number("count") / most),
              ]
            },
            elements: [
              "data using (pick(\"\(series)\", \"value\")):(column(\"share\"))\(width) with \(style)"
            ])
        }
        let left = 18 + Double(column) * 22.5
        let top = height - Double(index) * panelHeight - 3.5
        let name: [(PlotText, String)] =
          column == 0 ? [("\(model)", "screen 0.0118, graph 0.5 left font small")] : []
        return Panel(
          .init(left, left + 18.5, bottom: top - panelHeight + 11, top: top),
          x: Axis(range: "[\(lower):\(upper)]", tics: "\(ticStep(lower, upper))", format: "%g"),
          y: Axis(range: "[0:1.05]"),
          labels: name + [
            (
              "latent \((Int(latent) ?? 0) + 1)",
              "graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey"
            )
          ],
          layers: [
            try layer(
              "before", areQuantised: false,
              style: "boxes fill solid 1 noborder linecolor rgb \"#BBBBBB\"",
              width: ":(column(\"width\"))"),
            try layer(
              "after", areQuantised: true, style: "impulses \(Stroke(.vermilion).script)",
              width: ""),
          ])
      }
    }
    return Chart(
      ["value", "width", "share"], heightMillimetres: height,
      settings: ["set border 1", "unset ytics"], panels: panels)
  }

  /// The least round distance of tics of which three at most are in the range: the labels of more would touch.
  private static func ticStep(_ lower: Double, _ upper: Double) -> Double {
    func count(_ step: Double) -> Double {
      (upper / step).rounded(.down) - (lower / step).rounded(.up) + 1
    }
    var step = 1e-6
    while count(step) > 3 {
      for factor in [2.0, 2, 1.25, 2] where count(step) > 3 { step *= factor }
    }
    return step
  }
}
