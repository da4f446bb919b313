internal import RDResults

/// Divergence against error of variational autoencoders, one for each variance of the likelihood, beside the rate–distortion bound of a Gaussian
/// source of the same covariance.
struct BetaSweepFigure: Figure {
  private let layout = PageLayout(heightMillimetres: 76)

  let caption =
    "Divergence against error of variational autoencoders, beside the bound of a Gaussian source of the same covariance."

  func suits(_ results: ResultSet) throws -> Bool { ImageModels.suits(results) }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let models = try ImageModels(results).models
    var data = PictureData("nats", "mse", "beta")
    for row in try results.table("predictions.csv").rows {
      guard try row.number("nats") > 1 else { continue }
      data.append(
        "bound", .real(try row.number("nats")), .real(try row.number("mse")),
        .real(try row.number("level")))
      data.append(
        "means", .real(try row.number("nats")), .real(try row.number("mse_of_means")),
        .real(try row.number("level")))
    }
    for row in models {
      guard let nats = try row.optionalNumber("kl_nats"), try row.text("objective") == "mse" else {
        continue
      }
      data.append(
        try row.text("bottleneck"), .real(nats), .real(try row.number("mse")),
        .optional(try row.optionalNumber("beta")))
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 17, right: 84, bottom: 26, top: 74))
        set xlabel "KL divergence (nats an image)" offset 0, raise
        set ylabel "mean-square error" offset nudge, 0
        set logscale xy
        set xrange [5:3000]
        set yrange [0.0003:0.05]
        set format y "%g"
        set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows 4 samplen 2 Left reverse
        plot \(curve("bound")) with lines linecolor rgb black linewidth medium title "R(D) of a Gaussian of this covariance", \\
             \(curve("means")) with lines linecolor rgb grey linewidth medium dashtype (8,6) title "its best linear model, without noise", \\
             \(points("dense", 7, "blue")) title "dense latents", \\
             \(points("convolution", 13, "vermilion")) title "map of latents"
        """)
  }

  private func curve(_ series: String) -> String {
    "data using (pick(\"\(series)\", \"nats\")):(column(\"mse\"))"
  }

  private func points(_ series: String, _ shape: Int, _ colour: String) -> String {
    "\(curve(series)) with points pointtype \(shape) pointsize 1.4 * mark linecolor rgb \(colour)"
  }
}
