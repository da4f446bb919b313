import RDReport
import RDResults

extension Figure {
  /// Divergence against error of variational autoencoders, one for each variance of the likelihood, beside the rate–distortion bound of a
  /// Gaussian source of the same covariance.
  ///
  /// Images are not Gaussian, so that bound is above theirs; and errors are those of reconstructions from the means of the latents,
  /// while the divergence is that of sampled latents. Points below the bound are no contradiction.
  static let betaSweep = Figure(
    of: ImageAutoencodersExperiment.name,
    "Divergence against error of variational autoencoders, beside the bound of a Gaussian source of the same covariance."
  ) { results in
    let all = try ImageModels(results).models
    guard try !all.having("kl_nats").isEmpty else { return nil }
    let models = try all.having("kl_nats").where("objective", "mse")
    let bounds = try results.rows("predictions.csv").filter { try $0.number("nats") > 1 }
    func points(_ bottleneck: String, _ mark: Mark, title: PlotText) throws -> Layer {
      .points(
        bottleneck, mark, title: title,
        try models.where("bottleneck", bottleneck).cells("kl_nats", "mse", "beta"))
    }
    /// One label for each beta.
    func labels(_ bottleneck: String, at offset: String) throws -> Layer {
      var known: Set<Double> = []
      let rows = try models.where("bottleneck", bottleneck).filter {
        try $0.optionalNumber("beta").map { known.insert($0).inserted } ?? false
      }
      return .texts(
        "\(bottleneck) label", "sprintf(\"{/:Italic β} = %g\", column(\"beta\"))",
        at: "left offset \(offset)", try rows.cells("kl_nats", "mse", "beta"))
    }
    return Chart(
      ["nats", "mse", "beta"], heightMillimetres: 77,
      panels: [
        Panel(
          .init(17, 84, bottom: 27, top: 75),
          x: Axis("KL divergence with latent noise (nats)", range: "[5:9000]", logarithmBase: 10),
          y: Axis(
            "MSE without latent noise", range: "[0.0003:0.05]", logarithmBase: 10, format: "%g"),
          key: .below(10, 84, "vertical maxrows 4 samplen 2 Left reverse"),
          layers: [
            .line(
              "bound", Stroke(.black),
              title: "R(D) of a Gaussian of this covariance, an upper bound",
              try bounds.cells("nats", "mse", "level")),
            .line(
              "means", .reference, title: "its best linear model, error without latent noise",
              try bounds.cells("nats", "mse_of_means", "level")),
            try points("dense", Mark(7, .blue, size: 1.4), title: "dense latents"),
            try points("convolution", Mark(13, .vermilion, size: 1.4), title: "map of latents"),
            try labels("dense", at: "0.7, 0.5"), try labels("convolution", at: "1.1, 1"),
          ])
      ])
  }
}
