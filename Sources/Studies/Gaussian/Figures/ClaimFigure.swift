import RDReport
import RDResults

extension Figure {
  /// The claim that an autoencoder does no better than keeping d of n samples, tested on data that it was not trained on; beside each
  /// difference on held-out data stands the one that the training data would suggest.
  ///
  /// > Source: [gashgash], section 2.2.1, for the claim.
  static let claim = Figure(
    of: GaussianExperiment.name,
    "Error in excess of subsampling, which keeps d of n samples: filled marks on held-out data, open ones on the training data. Below zero a code gains."
  ) { results in
    guard let gaussian = try GaussianResults.ofOneVariant(results) else { return nil }
    let dimensions = gaussian.latentDimensions
    func layers(
      _ method: String, _ title: String, shift: Double, filled: Mark, open: Mark
    ) throws -> [Layer] {
      var heldOut: [[Cell]] = []
      var training: [[Cell]] = []
      for (index, d) in dimensions.enumerated() {
        for row in try gaussian.unquantised.where("method", method)
          .where("latent_dimension", "\(d)")
        {
          let position = Double(index) + shift
          heldOut.append([
            .real(position), .integer(d), try row.cell("difference_to_naive"),
            try row.cell("difference_to_naive_ci95"),
          ])
          training.append([
            .real(position + 0.12), .integer(d),
            .optional(try gaussian.trainingDifference(of: row)?.mean),
          ])
        }
      }
      return [
        .measured("\(method) held-out", filled, title: "\(title), held-out", heldOut),
        .points("\(method) training", open, title: "\(title), training", training),
      ]
    }
    let tics = thinned(Array(dimensions.enumerated()), to: 10).map { index, d in
      ("\(d)" as PlotText, index)
    }
    return Chart(
      ["position", "latent_dimension", "difference", "difference_ci95"], heightMillimetres: 70,
      panels: [
        Panel(
          .init(19, 84, bottom: 18, top: 68),
          x: Axis(
            "latent dimension {/:Italic d}", range: "[-0.5:\(dimensions.count - 1).5]",
            tics: Axis.tics(tics) + " scale 0"),
          y: Axis("MSE in excess of subsampling", column: "difference", format: "%.3f"),
          offsets: "0, 0, graph 0.04, graph 0.04",
          key: .below(10, 84, "vertical maxrows 2 samplen 1 Left reverse"),
          layers: try [.level(0, Stroke(.black, .thin))]
            + layers(
              "pca", "PCA", shift: -0.25, filled: Mark(5, .orange, size: 1.2),
              open: Mark(4, .orange, size: 1.2, width: .medium))
            + layers(
              "autoencoder", "autoencoder", shift: 0.13, filled: Mark(7, .blue, size: 1.1),
              open: Mark(6, .blue, size: 1.1, width: .medium)))
      ])
  }
}
