import RDReport
import RDResults

/// How the latents of each model differ from the standard normal distribution they are meant to have: the standard deviation of every latent
/// of the first repetition, in ascending order.
struct LatentSpreadFigure: Figure {
  private let layout = PageLayout(heightMillimetres: 80)

  private static let colours = [
    "blue", "vermilion", "green", "orange", "purple", "skyBlue", "black", "grey",
  ]

  package let caption =
    "Standard deviation of every latent, in ascending order; a model that follows its prior stays at 1, and dead latents lie near 0."

  package func suits(_ results: ResultSet) throws -> Bool {
    try ImageModels.suits(results)
      && results.table("latents.csv").rows.contains { try !$0.text("kl_nats").isEmpty }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let latents = try results.table("latents.csv").rows.filter {
      try $0.integer("repetition") == 1 && !$0.text("kl_nats").isEmpty
    }
    let models = distinct(try latents.map { try $0.text("model") })
    var data = PictureData("share", "deviation")
    for (number, model) in models.enumerated() {
      let deviations = try latents.filter { try $0.text("model") == model }
        .map { try $0.number("standard_deviation") }.sorted()
      for (index, deviation) in deviations.enumerated() {
        data.append(
          "model \(number + 1)", .real((Double(index) + 0.5) / Double(deviations.count)),
          .real(deviation))
      }
    }
    let curves = models.enumerated().map { index, model in
      let dashes = index < Self.colours.count ? "" : " dashtype (8,3)"
      return
        "data using (pick(\"model \(index + 1)\", \"share\")):(column(\"deviation\")) with lines linecolor rgb \(Self.colours[index % Self.colours.count]) linewidth medium\(dashes) title \(gnuplotText(model))"
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 15, right: 84, bottom: 29, top: 78))
        set xlabel "share of the latents" offset 0, raise
        set ylabel "standard deviation of a latent" offset nudge, 0
        set logscale y
        set xrange [0:1]
        set yrange [*:*]
        set format y "%g"
        set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows 4 samplen 2
        plot 1 with lines linecolor rgb black linewidth thin, \\
             \(curves.joined(separator: ", \\\n     "))
        """)
  }
}
