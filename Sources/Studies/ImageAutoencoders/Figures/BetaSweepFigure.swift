import RDReport
import RDResults

/// Divergence against error of variational autoencoders, one for each variance of the likelihood, beside the rate–distortion bound of a Gaussian
/// source of the same covariance.
///
/// Images are no Gaussian source, so that bound is above theirs; and errors are those of reconstructions from the means of the latents, while the
/// divergence is that of latents with their noise. Points below the bound contradict nothing.
struct BetaSweepFigure: Figure {
  private let layout = PageLayout(heightMillimetres: 77)

  package let caption =
    "Divergence against error of variational autoencoders, beside the bound of a Gaussian source of the same covariance."

  package func suits(_ results: ResultSet) throws -> Bool {
    try ImageModels.suits(results)
      && ImageModels(results).models.contains { try $0.optionalNumber("kl_nats") != nil }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
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
    for (series, key) in [("dense", "dense label"), ("convolution", "convolution label")] {
      var labelled: [Double] = []
      for row in models where try row.text("bottleneck") == series {
        guard let nats = try row.optionalNumber("kl_nats"), try row.text("objective") == "mse",
          let beta = try row.optionalNumber("beta"), !labelled.contains(beta)
        else { continue }
        labelled.append(beta)
        data.append(key, .real(nats), .real(try row.number("mse")), .real(beta))
      }
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 17, right: 84, bottom: 27, top: 75))
        set xlabel "KL divergence with latent noise (nats)" offset 0, raise
        set ylabel "MSE without latent noise" offset nudge, 0
        set logscale xy
        set xrange [5:9000]
        set yrange [0.0003:0.05]
        set format y "%g"
        set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows 4 samplen 2 Left reverse
        plot \(curve("bound")) with lines linecolor rgb black linewidth medium title "R(D) of a Gaussian of this covariance, an upper bound", \\
             \(curve("means")) with lines linecolor rgb grey linewidth medium dashtype (8,6) title "its best linear model, error without latent noise", \\
             \(points("dense", 7, "blue")) title "dense latents", \\
             \(points("convolution", 13, "vermilion")) title "map of latents", \\
             \(labels("dense label", "left offset 0.7, 0.5")), \\
             \(labels("convolution label", "left offset 1.1, 1"))
        """)
  }

  private func curve(_ series: String) -> String {
    "data using (pick(\"\(series)\", \"nats\")):(column(\"mse\"))"
  }

  private func labels(_ series: String, _ place: String) -> String {
    "\(curve(series)):(sprintf(\"{/:Italic β} = %g\", column(\"beta\"))) with labels \(place) font small"
  }

  private func points(_ series: String, _ shape: Int, _ colour: String) -> String {
    "\(curve(series)) with points pointtype \(shape) pointsize 1.4 * mark linecolor rgb \(colour)"
  }
}
