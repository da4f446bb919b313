import RDReport
import RDResults

/// Error against the share of numbers that are left out, as studies count compression: autoencoders beside PCA with as many coefficients,
/// and the sum of the eigenvalues that it leaves out.
///
/// > Source: [readytensor], figure "reconstruction error".
struct RatioErrorFigure: Figure {
  package let caption =
    "Error against compression as studies count it, by numbers and not by bits: autoencoders, PCA with as many coefficients, and the sum of the eigenvalues that it leaves out. Measured on test images and clipped to the range of samples, PCA lies below that sum, which is of the training images and of a reconstruction that is not clipped."

  private let layout = PageLayout(heightMillimetres: 84)

  /// Shapes and colours of models that share a number of latents.
  private static let marks = [
    (7, "blue"), (9, "vermilion"), (5, "green"), (13, "purple"), (11, "orange"), (6, "black"),
    (8, "skyBlue"), (4, "grey"),
  ]

  private static let tailSum = "klt-tail-sum"

  package func suits(_ results: ResultSet) throws -> Bool {
    guard ImageModels.suits(results) else { return false }
    return try results.table("points.csv").rows.contains { try $0.text("method") == Self.tailSum }
      && !results.rows(ifAny: "codes.csv").isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let codes = results.rows(ifAny: "codes.csv")
    guard let first = codes.first else { throw ResultsReadingError.noPoints(path: results.path) }
    // What is in an image: the ratio is that of its samples to the latents.
    let samples = try first.number("bottleneck_ratio") * first.number("latents")
    var data = PictureData("ratio", "mse", "mse_ci95", "latents", "model")
    func append(_ series: String, _ row: ResultRow, halfWidth: Double?, model: String) throws {
      guard let latents = try row.optionalInteger("latent_dimension"), latents > 0,
        let error = try row.optionalNumber("distortion"), error > 0
      else { return }
      data.append(
        series, .real(samples / Double(latents)), .real(error), .optional(halfWidth),
        .integer(latents), .text(model))
    }
    let tail = try results.table("points.csv").rows.filter {
      try $0.text("method") == Self.tailSum
    }
    for row in try tail.sorted(by: {
      try $0.integer("latent_dimension") > $1.integer("latent_dimension")
    }) {
      try append("tail sum", row, halfWidth: nil, model: "")
    }
    let unquantised = try ImageModels(results).ownSummary.filter {
      try $0.text("latent_quantiser").isEmpty
    }
    let models = try unquantised.filter { try $0.text("method") != "klt" }
    let sizes = try models.map { try $0.integer("latent_dimension") }
    let isSweep = Set(sizes).count == sizes.count
    let names = isSweep ? ["autoencoder"] : try distinct(models.map { try $0.text("model") })
    for row in unquantised where try row.text("method") == "klt" {
      try append("PCA", row, halfWidth: nil, model: "")
    }
    for row in models {
      let model = try row.text("model")
      let number = isSweep ? 1 : 1 + (names.firstIndex(of: model) ?? 0)
      // Over images for one training, over trainings for several.
      try append(
        "model \(number)", row, halfWidth: try row.optionalNumber("distortion_ci95"), model: model)
    }
    // Where all dimensions are kept the sum of what is left out vanishes; the axis follows what is measured.
    let errors = try unquantised.compactMap { try $0.optionalNumber("distortion") }.filter {
      $0 > 0
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(
        names, largest: samples, errors: (errors.min() ?? 1e-4, errors.max() ?? 0.1)))
  }

  private func commands(
    _ names: [String], largest: Double, errors: (least: Double, most: Double)
  ) -> String {
    let marks = names.enumerated().flatMap { index, name in
      let (shape, colour) = Self.marks[index % Self.marks.count]
      return MeasuredPoints(
        series: "model \(index + 1)", x: "ratio", y: "mse", halfWidth: "mse_ci95",
        mark: "pointtype \(shape) pointsize 1.3 * mark", colour: colour,
        title: gnuplotText(name)
      ).elements
    }
    let keyRows = names.count > 4 ? (names.count + 3) / 2 : names.count + 2
    let bottom = 13 + 4.6 * Double(keyRows)
    return """
      \(layout.panel(left: 20, right: 83, bottom: bottom, top: 82))
      set logscale xy
      set xrange [1.7:\(max(largest / 1.5, 120))]
      set yrange [\(0.4 * errors.least):\(2.5 * errors.most)]
      set xtics ("50 %%" 2, "75 %%" 4, "90 %%" 10, "95 %%" 20, "98 %%" 50, "99 %%" 100, "99.9 %%" 1000) scale 0.5
      set mxtics 1
      set format y "%g"
      set xlabel "numbers left out" offset 0, raise
      set ylabel "mean-square error" offset nudge, 0
      set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows \(keyRows) samplen 2 Left reverse
      plot data using (pick("tail sum", "ratio")):(column("mse")) with lines linecolor rgb grey linewidth medium dashtype (8,6) title "tail sum of eigenvalues", \\
           data using (pick("PCA", "ratio")):(column("mse")) with points pointtype 4 pointsize 1.5 * mark linewidth medium linecolor rgb orange title "PCA, measured", \\
           \(marks.joined(separator: ", \\\n     "))
      """
  }
}
