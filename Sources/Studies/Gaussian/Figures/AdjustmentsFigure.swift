import RDReport
import RDResults

/// The held-out error of each adjustment of the autoencoder beside that of copying as many samples.
///
/// > Source: [gashgash], section 2.2.1, which found no difference between them.
struct AdjustmentsFigure: Figure {
  private static let marks = [(6, "blue"), (4, "vermilion"), (8, "green"), (12, "purple")]

  package let caption =
    "Held-out error of each adjustment of the autoencoder; the dashed lines are copying as many samples."

  package func suits(_ results: ResultSet) throws -> Bool {
    try (GaussianSummary.variantCount(of: results) ?? 0) > 1
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let summary = try GaussianSummary(results)
    let copying = try AnalyticGaussianPoints(results).copyingUnquantised
    let variants = summary.variants
    let dimensions = summary.latentDimensions
    var data = PictureData("position", "variant", "latent_dimension", "mse", "mse_ci95")
    for d in dimensions {
      for (index, variant) in variants.enumerated() {
        for row in summary.unquantised
        where row.variant == variant && row.method == "autoencoder" && row.latentDimension == d {
          data.append(
            "d=\(d)", .integer(index), .text(variant), .integer(d), .optional(row.distortion),
            .optional(row.distortionHalfWidth))
        }
      }
    }
    return Picture(
      name: name, heightMillimetres: Self.height(variants.count), data: data.document,
      commands: commands(variants, dimensions, levels: copying))
  }

  private static func height(_ variantCount: Int) -> Double { 17 + 4.5 * Double(variantCount) }

  private func commands(_ variants: [String], _ dimensions: [Int], levels: [Int: Double])
    -> String
  {
    let places = variants.enumerated().map { "\(gnuplotTickLabel($1)) \($0)" }
    let last = variants.count - 1
    let lines = dimensions.enumerated().compactMap { index, d in
      levels[d].map {
        """
        set arrow \(index + 1) from \($0), graph 0 to \($0), graph 1 nohead back linecolor rgb grey linewidth medium dashtype (8,6)
        """
      }
    }
    let curves = dimensions.enumerated().map { index, d in
      let (shape, colour) = Self.marks[index % Self.marks.count]
      return MeasuredPoints(
        series: "d=\(d)", x: "mse", y: "position", halfWidth: "mse_ci95", isHorizontal: true,
        mark: "pointtype \(shape) pointsize 1.3 * mark", colour: colour,
        title: "\"{/:Italic d} = \(d)\""
      ).elements.joined(separator: ", \\\n     ")
    }
    let layout = PageLayout(heightMillimetres: Self.height(variants.count))
    return """
      set rmargin at screen \(layout.left(83))
      set bmargin at screen \(layout.height(15))
      set tmargin at screen \(layout.height(layout.heightMillimetres - 2))
      set xlabel "held-out MSE" offset 0, raise
      set yrange [\(last).5:-0.5]
      set ytics (\(places.joined(separator: ", "))) scale 0
      set offsets graph 0.03, graph 0.03, 0, 0
      set format x "%.1f"
      set xtics 0.2
      set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows 1 samplen 1.5
      \(lines.joined(separator: "\n"))
      plot \(curves.joined(separator: ", \\\n     ")), \\
           keyentry with lines linecolor rgb grey linewidth medium dashtype (8,6) title "1 − {/:Italic d}/{/:Italic n}"
      """
  }
}
