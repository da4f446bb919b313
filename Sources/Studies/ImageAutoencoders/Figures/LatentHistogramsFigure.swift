import RDReport
import RDResults

/// How often the latents that vary most have which value, before and after quantisation.
///
/// > Source: [practice3].
struct LatentHistogramsFigure: Figure {
  package let caption =
    "How often a latent has which value: as it is (grey), and quantised (needles, on a scale of their own). The latents of each model that vary most, counted from 1."

  private static let modelLimit = 6
  private static let latentLimit = 3
  private static let panelHeight = 22.0

  package func suits(_ results: ResultSet) throws -> Bool {
    ImageModels.suits(results) && !results.rows(ifAny: "histograms.csv").isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = results.rows(ifAny: "histograms.csv")
    let models = thinned(try distinct(rows.map { try $0.text("model") }), to: Self.modelLimit)
    var data = PictureData("value", "width", "share")
    var panels: [(model: Int, column: Int, latent: Int, range: ClosedRange<Double>)] = []
    for (index, model) in models.enumerated() {
      let own = try rows.filter { try $0.text("model") == model }
      let latents = try distinct(own.map { try $0.integer("latent") }).prefix(Self.latentLimit)
      for (column, latent) in latents.enumerated() {
        let bins = try own.filter { try $0.integer("latent") == latent }
        let lower = try bins.map { try $0.number("lower") }.min() ?? 0
        let upper = try bins.map { try $0.number("upper") }.max() ?? 1
        panels.append((index, column, latent, lower...max(lower, upper)))
        for (series, isQuantised) in [("before", false), ("after", true)] {
          let shown = try bins.filter { try $0.text("bits").isEmpty != isQuantised }
          let most = try shown.map { try $0.number("count") }.max() ?? 1
          for bin in shown where try bin.number("count") > 0 {
            let (lower, upper) = (try bin.number("lower"), try bin.number("upper"))
            data.append(
              "\(series) \(index + 1)/\(column + 1)", .real((lower + upper) / 2),
              .real(upper - lower), .real(try bin.number("count") / max(most, 1)))
          }
        }
      }
    }
    let layout = PageLayout(heightMillimetres: Double(models.count) * Self.panelHeight + 5)
    let scripts = panels.map { panel in
      let left = 18 + Double(panel.column) * 22.5
      let top = layout.heightMillimetres - Double(panel.model) * Self.panelHeight - 3.5
      let series = "\(panel.model + 1)/\(panel.column + 1)"
      return """
        \(layout.panel(left: left, right: left + 18.5, bottom: top - Self.panelHeight + 11, top: top))
        unset label
        \(panel.column == 0 ? "set label 1 \(gnuplotText(models[panel.model])) at screen \(layout.left(1)), graph 0.5 left font small" : "")
        set xrange [\(panel.range.lowerBound):\(panel.range.upperBound)]
        set xtics \(ticStep(panel.range))
        set label 2 "latent \(panel.latent + 1)" at graph 1, graph 1 right offset 0, 0.5 font small textcolor rgb grey
        plot data using (pick("before \(series)", "value")):(column("share")):(column("width")) with boxes fill solid 1 noborder linecolor rgb "#BBBBBB", \\
             data using (pick("after \(series)", "value")):(column("share")) with impulses linewidth medium linecolor rgb vermilion
        """
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        set multiplot
        set border 1
        set yrange [0:1.05]
        unset ytics
        set format x "%g"
        unset key
        \(scripts.joined(separator: "\n\n"))
        unset multiplot
        """)
  }

  /// The least round distance of tics of which three at most are in the range: the labels of more would touch.
  private func ticStep(_ range: ClosedRange<Double>) -> Double {
    func count(_ step: Double) -> Double {
      (range.upperBound / step).rounded(.down) - (range.lowerBound / step).rounded(.up) + 1
    }
    var step = 1e-6
    while count(step) > 3 {
      for factor in [2.0, 2, 1.25, 2] where count(step) > 3 { step *= factor }
    }
    return step
  }
}
