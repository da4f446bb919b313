import RDReport
import RDResults

extension Figure {
  /// Training and held-out loss against the epoch, with the loss of keeping as many samples beside them.
  ///
  /// The axis of the epochs is logarithmic, since most changes are in the first ten of hundreds. The first repetition is
  /// drawn: the others lie within a line's width of it, and the tables give their spread.
  ///
  /// > Source: [gashgash], figure 1.
  static let lossCurves = Figure(
    of: GaussianExperiment.name,
    "Training and held-out error of the autoencoder, epoch by epoch, and the error of keeping as many samples (dashed)."
  ) { results in
    guard let gaussian = try GaussianResults.ofOneVariant(results) else { return nil }
    let history = try results.rows("history.csv").where("method", "autoencoder")
    let first = try history.where("repetition", "\(history.integers("repetition").first ?? 1)")
    // The labels of more would overlap.
    let dimensions = thinned(try first.integers("latent_dimension"), to: 4)
    let colours: [GnuplotPalette] = [.blue, .vermilion, .green, .black]
    let curves = try zip(dimensions, colours).flatMap { d, colour -> [Layer] in
      let rows = try first.where("latent_dimension", "\(d)")
      let level = gaussian.subsampling[d].map { Cell.real($0) } ?? .empty
      let last = try rows.last?.integer("epoch") ?? 1
      return [
        .line("copying d=\(d)", .reference, [[.integer(1), level], [.integer(last), level]]),
        .line(
          "training d=\(d)", Stroke(colour, dashes: "(2,3)"),
          try rows.cells("epoch", "training_loss")),
        .line("held-out d=\(d)", Stroke(colour), try rows.cells("epoch", "test_loss")),
      ]
    }
    let keys: [Layer] = [
      .keyEntry(Stroke(.black), title: "held-out"),
      .keyEntry(Stroke(.black, dashes: "(2,3)"), title: "training"),
      .keyEntry(.reference, title: "1 − {/:Italic d}/{/:Italic n}"),
    ]
    return Chart(
      ["epoch", "mse"], heightMillimetres: 67,
      panels: [
        Panel(
          .init(13, 74, bottom: 15.5, top: 65),
          x: Axis("epoch", range: "[*:*] noextend", logarithmBase: 10),
          y: Axis("mean-square error", range: "[*:1.02<*]", tics: "0.1", format: "%.1f"),
          key: .below(13, 74, "vertical maxrows 1 samplen 2.5"),
          labels: zip(dimensions, colours).compactMap { d, colour in
            gaussian.subsampling[d].map {
              (
                "{/:Italic d} = \(d)",
                "graph 1.02, first \($0) left textcolor rgb \(colour.rawValue) font small"
              )
            }
          }, layers: curves + keys)
      ])
  }
}
