import RDReport
import RDResults

/// Training and held-out loss against the epoch, with the loss of copying as many samples beside them.
///
/// The axis of the epochs is logarithmic, since most of what there is to see happens in the first ten of hundreds.
/// The first repetition is drawn: the others lie within a line's width of it, and the tables give their spread.
///
/// > Source: [gashgash], figure 1.
struct LossCurvesFigure: Figure {
  /// More latent dimensions than this are thinned out evenly, or the labels would run into each other.
  private static let curveLimit = 4

  private let layout = PageLayout(heightMillimetres: 67)

  private static let colours = ["blue", "vermilion", "green", "black"]

  package let caption =
    "Training and held-out error of the autoencoder, epoch by epoch, and the error of copying as many samples (dashed)."

  package func suits(_ results: ResultSet) throws -> Bool {
    try GaussianSummary.variantCount(of: results) == 1
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try results.table("history.csv").rows.filter {
      try $0.text("method") == "autoencoder"
    }
    let repetition = try rows.map { try $0.integer("repetition") }.min() ?? 1
    let dimensions = thinned(
      Set(try rows.map { try $0.integer("latent_dimension") }).sorted(), to: Self.curveLimit)
    let copying = try AnalyticGaussianPoints(results).copyingUnquantised

    var data = PictureData("epoch", "mse")
    for d in dimensions {
      let curve = try rows.filter {
        try $0.integer("latent_dimension") == d && $0.integer("repetition") == repetition
      }
      for (series, column) in [("training", "training_loss"), ("held-out", "test_loss")] {
        for row in curve {
          data.append(
            "\(series) d=\(d)", .integer(try row.integer("epoch")),
            .optional(try row.optionalNumber(column)))
        }
      }
      if let level = copying[d], let last = try curve.last?.integer("epoch") {
        data.append("copying d=\(d)", .integer(1), .real(level))
        data.append("copying d=\(d)", .integer(last), .real(level))
      }
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(dimensions, levels: copying))
  }

  private func commands(_ dimensions: [Int], levels: [Int: Double]) -> String {
    let labels = dimensions.enumerated().compactMap { index, d in
      levels[d].map {
        "set label \(index + 1) \"{/:Italic d} = \(d)\" at graph 1.02, first \($0) left textcolor rgb \(Self.colours[index]) font small"
      }
    }
    let curves = dimensions.enumerated().map { index, d in
      let colour = Self.colours[index]
      return [
        line("copying d=\(d)", "grey", "medium dashtype (8,6)"),
        line("training d=\(d)", colour, "medium dashtype (2,3)"),
        line("held-out d=\(d)", colour, "medium"),
      ].joined(separator: ", \\\n     ")
    }
    return """
      \(layout.panel(left: 13, right: 74, bottom: 15.5, top: 65))
      set xlabel "epoch" offset 0, raise
      set ylabel "mean-square error" offset nudge, 0
      set logscale x
      set xrange [*:*] noextend
      set yrange [*:1.02<*]
      set format y "%.1f"
      set ytics 0.1
      set key \(layout.keyBelow(left: 13, right: 74)) vertical maxrows 1 samplen 2.5
      \(labels.joined(separator: "\n"))
      plot \(curves.joined(separator: ", \\\n     ")), \\
           keyentry with lines linecolor rgb black linewidth medium title "held-out", \\
           keyentry with lines linecolor rgb black linewidth medium dashtype (2,3) title "training", \\
           keyentry with lines linecolor rgb grey linewidth medium dashtype (8,6) title "1 − {/:Italic d}/{/:Italic n}"
      """
  }

  private func line(_ series: String, _ colour: String, _ style: String) -> String {
    "data using (pick(\"\(series)\", \"epoch\")):(column(\"mse\")) with lines linecolor rgb \(colour) linewidth \(style)"
  }
}
