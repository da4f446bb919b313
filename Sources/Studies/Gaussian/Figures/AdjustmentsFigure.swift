import RDReport
import RDResults

extension Figure {
  /// The held-out error of each adjustment of the autoencoder beside that of keeping as many samples.
  ///
  /// > Source: [gashgash], section 2.2.1, which found no difference between them.
  static let adjustments = Figure(
    of: GaussianExperiment.name,
    "Held-out error of each adjustment of the autoencoder; the dashed lines are subsampling, which keeps as many samples."
  ) { results in
    let gaussian = try GaussianResults(results)
    let variants = gaussian.variants
    guard variants.count > 1 else { return nil }
    let marks: [Mark] = [
      Mark(6, .blue, size: 1.3), Mark(4, .vermilion, size: 1.3), Mark(8, .green, size: 1.3),
      Mark(12, .purple, size: 1.3),
    ]
    let rows = try gaussian.unquantised.where("method", "autoencoder")
    let layers = try gaussian.latentDimensions.enumerated().map { index, d in
      let own = try variants.enumerated().flatMap { position, variant in
        try rows.where("variant", variant).where("latent_dimension", "\(d)").map { row -> [Cell] in
          [
            .integer(position), .text(variant), .integer(d), try row.cell("distortion"),
            try row.cell("distortion_ci95"),
          ]
        }
      }
      return Layer.measured(
        "d=\(d)", marks[index % marks.count], isHorizontal: true, title: "{/:Italic d} = \(d)", own)
    }
    let height = 17 + 4.5 * Double(variants.count)
    return Chart(
      ["position", "variant", "latent_dimension", "mse", "mse_ci95"], heightMillimetres: height,
      panels: [
        Panel(
          .init(nil, 83, bottom: 15, top: height - 2),
          x: Axis("held-out MSE", column: "mse", tics: "0.2", format: "%.1f"),
          y: Axis(
            column: "position", range: "[\(variants.count - 1).5:-0.5]",
            tics: Axis.tics(variants.enumerated().map { ("\($1)", $0) }) + " scale 0"),
          offsets: "graph 0.03, graph 0.03, 0, 0",
          key: .below(10, 84, "vertical maxrows 1 samplen 1.5"),
          verticals: gaussian.latentDimensions.compactMap { d in
            gaussian.subsampling[d].map { ($0, .reference) }
          },
          layers: layers + [.keyEntry(.reference, title: "1 − {/:Italic d}/{/:Italic n}")])
      ])
  }
}
