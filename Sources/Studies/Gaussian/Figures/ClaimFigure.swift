import RDReport
import RDResults

/// The claim that an autoencoder does no better than copying d of n samples, tested on data it was not trained on.
///
/// Beside each difference measured on held-out data stands the one that the training data would suggest.
///
/// > Source: [gashgash], section 2.2.1, for the claim.
struct ClaimFigure: Figure {
  /// More latent dimensions than this are labelled only in part.
  private static let labelLimit = 10

  private let layout = PageLayout(heightMillimetres: 70)

  private static let methods = [("pca", "PCA"), ("autoencoder", "autoencoder")]

  package let caption =
    "Error in excess of copying d of n samples: filled marks on held-out data, open ones on the training data. Below zero a code gains."

  package func suits(_ results: ResultSet) throws -> Bool {
    try GaussianSummary.variantCount(of: results) == 1
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let summary = try GaussianSummary(results)
    let dimensions = summary.latentDimensions
    var data = PictureData("position", "latent_dimension", "difference", "difference_ci95")
    for (index, d) in dimensions.enumerated() {
      let rows = summary.unquantised.filter { $0.latentDimension == d }
      for (offset, method) in Self.methods.enumerated() {
        for row in rows where row.method == method.0 {
          let position = Double(index) + Self.positions[offset]
          data.append(
            "\(method.0) held-out", .real(position), .integer(d),
            .optional(row.differenceToSubsampling),
            .optional(row.differenceToSubsamplingHalfWidth))
          data.append(
            "\(method.0) training", .real(position + 0.12), .integer(d),
            .optional(summary.trainingDifference(of: row)), .empty)
        }
      }
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(dimensions))
  }

  /// Where the marks of the first and the second method stand beside the middle of their latent dimension.
  private static let positions = [-0.25, 0.13]

  private func commands(_ dimensions: [Int]) -> String {
    let places = thinned(Array(dimensions.enumerated()), to: Self.labelLimit).map {
      "\"\($0.element)\" \($0.offset)"
    }
    return """
      \(layout.panel(left: 19, right: 84, bottom: 18, top: 68))
      set xlabel "latent dimension {/:Italic d}" offset 0, raise
      set ylabel "MSE in excess of copying" offset nudge, 0
      set xrange [-0.5:\(dimensions.count - 1).5]
      set xtics (\(places.joined(separator: ", "))) scale 0
      set yrange [*:*]
      set offsets 0, 0, graph 0.04, graph 0.04
      set format y "%.3f"
      set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows 2 samplen 1 Left reverse
      plot 0 with lines linecolor rgb black linewidth thin, \\
           \(heldOut("pca", 5, 1.2, "orange", title: "PCA, held-out")), \\
           \(training("pca", 4, 1.2, "orange")) title "PCA, training", \\
           \(heldOut("autoencoder", 7, 1.1, "blue", title: "autoencoder, held-out")), \\
           \(training("autoencoder", 6, 1.1, "blue")) title "autoencoder, training"
      """
  }

  private func heldOut(
    _ method: String, _ shape: Int, _ size: Double, _ colour: String, title: String
  ) -> String {
    MeasuredPoints(
      series: "\(method) held-out", x: "position", y: "difference", halfWidth: "difference_ci95",
      mark: "pointtype \(shape) pointsize \(size) * mark", colour: colour, title: "\"\(title)\""
    ).elements.joined(separator: ", \\\n     ")
  }

  private func training(_ method: String, _ shape: Int, _ size: Double, _ colour: String) -> String
  {
    "data using (pick(\"\(method) training\", \"position\")):(column(\"difference\")) with points pointtype \(shape) pointsize \(size) * mark linewidth medium linecolor rgb \(colour)"
  }
}
