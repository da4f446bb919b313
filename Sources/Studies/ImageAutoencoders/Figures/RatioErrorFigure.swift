import RDReport
import RDResults

extension Figure {
  /// Error against the fraction of numbers that are left out, as studies count compression: autoencoders beside PCA with as many
  /// coefficients, and the sum of the eigenvalues that it leaves out.
  ///
  /// > Source: [readytensor], figure "reconstruction error".
  static let ratioError = Figure(
    of: ImageAutoencodersExperiment.name,
    "Error against compression as studies count it, by numbers and not by bits: autoencoders, PCA with as many coefficients, and the sum of the eigenvalues that it leaves out. Measured on test images and clipped to the range of samples, PCA lies below that sum, which is of the training images and of a reconstruction that is not clipped."
  ) { results in
    let tail = try results.rows("points.csv").where("method", "klt-tail-sum")
      .sorted { try $0.integer("latent_dimension") > $1.integer("latent_dimension") }
    guard let first = results.rows(ifAny: "codes.csv").first, !tail.isEmpty else { return nil }
    // In an image: the ratio is that of its samples to the latents.
    let samples = try first.number("bottleneck_ratio") * first.number("latents")
    func cells(_ rows: [ResultRow], isModel: Bool = false) throws -> [[Cell]] {
      try rows.compactMap { row in
        guard let latents = try row.optionalInteger("latent_dimension"), latents > 0,
          let error = try row.optionalNumber("distortion"), error > 0
        else { return nil }
        return [
          .real(samples / Double(latents)), .real(error),
          // Over images for one training, over trainings for several.
          isModel ? try row.cell("distortion_ci95") : .empty, .integer(latents),
          .text(isModel ? try row.text("model") : ""),
        ]
      }
    }
    let unquantised = try ImageModels(results).ownSummary.where("latent_quantiser", "")
    let models = try unquantised.filter { try $0.text("method") != "klt" }
    // Models that differ in their number of latents are one curve.
    let isSweep = try models.integers("latent_dimension").count == models.count
    let groups =
      isSweep
      ? [("autoencoder", models)]
      : try models.distinct("model").map { ($0, try models.where("model", $0)) }
    let marks = try groups.enumerated().map { index, group in
      Layer.measured(
        "model \(index + 1)", .cycle(index, size: 1.3), title: "\(group.0)",
        try cells(group.1, isModel: true))
    }
    // Where all dimensions are kept the sum of what is left out vanishes; the axis follows what is measured.
    let errors = try unquantised.numbers("distortion").filter { $0 > 0 }
    let count = groups.count
    let keyRows = count > 4 ? (count + 3) / 2 : count + 2
    return Chart(
      ["ratio", "mse", "mse_ci95", "latents", "model"], heightMillimetres: 84,
      panels: [
        Panel(
          .init(20, 83, bottom: 13 + 4.6 * Double(keyRows), top: 82),
          x: Axis(
            "numbers left out", range: "[1.7:\(max(samples / 1.5, 120))]", logarithmBase: 10,
            tics: Axis.tics([
              ("50 %", 2), ("75 %", 4), ("90 %", 10), ("95 %", 20), ("98 %", 50), ("99 %", 100),
              ("99.9 %", 1000),
            ]) + " scale 0.5"),
          y: Axis(
            "mean-square error",
            range: "[\(0.4 * (errors.min() ?? 1e-4)):\(2.5 * (errors.max() ?? 0.1))]",
            logarithmBase: 10, format: "%g"),
          key: .below(10, 84, "vertical maxrows \(keyRows) samplen 2 Left reverse"),
          settings: ["set mxtics 1"],
          layers: [
            .line("tail sum", .reference, title: "tail sum of eigenvalues", try cells(tail)),
            .points(
              "PCA", Mark(4, .orange, size: 1.5, width: .medium), title: "PCA, measured",
              try cells(unquantised.where("method", "klt"))),
          ] + marks)
      ])
  }
}
