import RDCore
import RDReport
import RDResults

/// The rate–distortion plane of the Gaussian source: what is possible, what copying gives, and where every compressor is.
///
/// The upper panel has mean-square errors, where copying d of n samples is a straight line for each b; the lower panel
/// has decibels, where the distances of the scalar quantisers from the bound can be seen. Where results of `gaussian-codec` stand beside, both
/// have its codes, which are learned with the quantiser in the loss.
///
/// > Source: [cover2006], section 10.3.
struct RateDistortionFigure: Figure {
  /// More lines than this are labelled only in part, or the labels would run into each other.
  private static let labelLimit = 4

  package let caption =
    "Every measured code on the plane of rate and distortion, beside the bound D(R) and what copying some of the samples costs."

  package func suits(_ results: ResultSet) throws -> Bool {
    try GaussianSummary.variantCount(of: results) == 1
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let theory = try AnalyticGaussianPoints(results)
    let measured = try GaussianSummary(results).rows.filter { $0.rateBitsPerSample != nil }
    let highestRate = measured.compactMap(\.rateBitsPerSample).max() ?? 1

    var data = PictureData("rate_bits_per_sample", "mse", "mse_ci95", "mse_decibels")
    func append(_ series: String, _ rate: Double, _ distortion: Double, _ halfWidth: Double? = nil)
    {
      data.append(
        series, .real(rate), .real(distortion), .optional(halfWidth),
        .real(decibels(ofPowerRatio: distortion)))
    }
    for point in theory.bound {
      append("bound", point.rateBitsPerSample, point.distortion)
    }
    for (bits, points) in theory.copying {
      // The line is straight, so its ends say all of it.
      for point in [points.first, points.last].compactMap({ $0 }) {
        append("copying b=\(bits)", point.rateBitsPerSample, point.distortion)
      }
    }
    for (method, points) in theory.scalarQuantisers {
      for point in points { append(method, point.rateBitsPerSample, point.distortion) }
    }
    for method in ["naive", "pca", "autoencoder"] {
      for row in measured where row.method == method {
        guard let rate = row.rateBitsPerSample, let distortion = row.distortion else { continue }
        append("measured \(method)", rate, distortion, row.distortionHalfWidth)
      }
    }
    let learned = try LearnedBlockCodes(beside: results)
    for row in learned?.rows ?? [] {
      append(
        Self.learned, try row.number("rate_bits_per_sample"), try row.number("distortion"))
    }
    // The key above the panels has a row more with the learned codes.
    let layout = PageLayout(heightMillimetres: learned == nil ? 118 : 122)
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(
        theory, layout, hasLearned: learned != nil,
        rateLimit: (highestRate * 1.07 * 10).rounded(.up) / 10))
  }

  private static let learned = "learned with quantiser"

  private func commands(
    _ theory: AnalyticGaussianPoints, _ layout: PageLayout, hasLearned: Bool, rateLimit: Double
  ) -> String {
    let copying = theory.copying.map { line("copying b=\($0.bits)", "mse", "grey", "thin") }
    let labels = thinned(theory.copying, to: Self.labelLimit).enumerated().compactMap {
      index, line in
      end(of: line.points, before: rateLimit).map { end in
        // Beside the end of the line; one that ends inside of the panel has its label above it to the right.
        let place =
          end.rate < rateLimit
          ? "first \(end.rate), first \(end.distortion) offset 0.4, 0.5 left"
          : "graph 1.01, first \(end.distortion) left"
        return """
          set label \(index + 1) "{/:Italic b} = \(line.bits)" at \(place) textcolor rgb "#5A5A5A" font small
          """
      }
    }
    func learned(_ column: String) -> [String] {
      guard hasLearned else { return [] }
      return [
        "data using (pick(\"\(Self.learned)\", \"rate_bits_per_sample\")):(column(\"\(column)\")) with points pointtype 12 pointsize 1.3 * mark linewidth medium linecolor rgb skyBlue title \"\(Self.learned)\""
      ]
    }
    let measured =
      [
        marks("naive", title: "copying {/:Italic d} of {/:Italic n}"),
        marks("pca", title: "PCA"),
        marks("autoencoder", title: "autoencoder"),
      ] + learned("mse")
    let quantisers = theory.scalarQuantisers.map { method, _ in
      let shape = QuantiserMark(method: method)
      return
        "data using (pick(\(gnuplotLiteral(method)), \"rate_bits_per_sample\")):(column(\"mse_decibels\")) with points \(shape.style) title \(gnuplotText(shape.title))"
    }
    return """
      set multiplot
      set xlabel "rate {/:Italic R} (bits per sample)" offset 0, raise

      \(layout.panel(left: 14, right: 75, bottom: 66, top: 108))
      set ylabel "mean-square error {/:Italic D}" offset nudge, 0
      set xrange [0:\(rateLimit)]
      set yrange [0:1.02]
      set format "%.1f"
      set xtics \(rateLimit > 4 ? "autofreq" : "0.5")
      set ytics 0.2
      set key at screen \(layout.left(46)), screen \(layout.height(layout.heightMillimetres - 1)) center top vertical maxrows \(hasLearned ? 3 : 2) Left reverse
      set label 20 "(a)" at graph 0.02, graph 0.05
      \(labels.joined(separator: "\n"))
      plot \(copying.joined(separator: ", \\\n     ")), \\
           \(line("bound", "mse", "black", "thick")) title "bound {/:Italic D}({/:Italic R})", \\
           \(measured.joined(separator: ", \\\n     "))

      unset label
      \(layout.panel(left: 14, right: 75, bottom: 10, top: 53))
      set label 20 "(b)" at graph 0.98, graph 0.95 right
      set ylabel "mean-square error {/:Italic D} (dB)" offset nudge, 0
      set xrange [0:*]
      set yrange [*:0.5]
      set format "%.0f"
      set xtics 1
      set ytics 6
      set key inside bottom left vertical maxrows auto Left reverse
      plot \(line("bound", "mse_decibels", "black", "thick")) title "bound {/:Italic D}({/:Italic R})", \\
           data using (pick("measured autoencoder", "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 7 pointsize 0.6 * mark linecolor rgb blue title "autoencoder, quantised", \\
           \((learned("mse_decibels") + quantisers).joined(separator: ", \\\n     "))
      unset multiplot
      """
  }

  /// Where the straight line through the first and the last point leaves the rates up to a limit, or ends before.
  private func end(
    of points: [AnalyticGaussianPoints.Point], before limit: Double
  ) -> (rate: Double, distortion: Double)? {
    guard let start = points.first, let end = points.last,
      end.rateBitsPerSample > start.rateBitsPerSample
    else { return nil }
    let span = end.rateBitsPerSample - start.rateBitsPerSample
    let part = min(1, (limit - start.rateBitsPerSample) / span)
    return (
      start.rateBitsPerSample + part * span,
      start.distortion + part * (end.distortion - start.distortion)
    )
  }

  private func line(_ series: String, _ column: String, _ colour: String, _ width: String) -> String
  {
    "data using (pick(\"\(series)\", \"rate_bits_per_sample\")):(column(\"\(column)\")) with lines linecolor rgb \(colour) linewidth \(width)"
  }

  private func marks(_ method: String, title: String) -> String {
    let shape = MethodMark(method: method)
    return MeasuredPoints(
      series: "measured \(method)", x: "rate_bits_per_sample", y: "mse", halfWidth: "mse_ci95",
      mark: shape.mark, colour: shape.colour, title: "\"\(title)\""
    ).elements.joined(separator: ", \\\n     ")
  }
}
