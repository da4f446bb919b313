internal import RDCore
internal import RDResults

/// The rate–distortion plane of the Gaussian source: what is possible, what copying gives, and where every compressor is.
///
/// The upper panel has mean-square errors, where copying d of n samples is a straight line for each b; the lower panel
/// has decibels, where the distances of the scalar quantisers from the bound can be seen.
///
/// > Source: [cover2006], section 10.3.
struct RateDistortionFigure: Figure {
  func suits(_ results: ResultSet) throws -> Bool {
    try GaussianSummary.variantCount(of: results) == 1
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let theory = try GaussianTheory(results)
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
        guard let rate = row.rateBitsPerSample else { continue }
        append("measured \(method)", rate, row.distortion, row.distortionHalfWidth)
      }
    }
    return Picture(
      name: name, heightMillimetres: 118, data: data.document,
      commands: commands(theory, rateLimit: (highestRate * 1.07 * 10).rounded(.up) / 10))
  }

  private func commands(_ theory: GaussianTheory, rateLimit: Double) -> String {
    let copying = theory.copying.map {
      line("copying b=\($0.bits)", "mse", "grey", "thin")
    }
    let measured = [
      marks("measured naive", "mse", "naive", title: "copying {/:Italic d} of {/:Italic n}"),
      marks("measured pca", "mse", "pca", title: "PCA"),
      marks("measured autoencoder", "mse", "autoencoder", title: "autoencoder"),
    ]
    let quantisers = theory.scalarQuantisers.map { method, _ in
      let shape = QuantiserMark(method: method)
      return
        "data using (pick(\"\(method)\", \"rate_bits_per_sample\")):(column(\"mse_decibels\")) with points \(shape.style) title \(gnuplotText(shape.title))"
    }
    return """
      set multiplot
      set lmargin at screen 0.15
      set rmargin at screen 0.97
      set xlabel "rate {/:Italic R} (bits per sample)" offset 0, 0.4

      set tmargin at screen 0.98
      set bmargin at screen 0.58
      set ylabel "mean-square error {/:Italic D}"
      set xrange [0:\(rateLimit)]
      set yrange [0:1.02]
      set format y "%.1f"
      set ytics 0.2
      set key top right Left reverse
      plot \((copying.prefix(1).map { $0 + " title \"copying {/:Italic d} of {/:Italic n}, any {/:Italic d}\"" } + copying.dropFirst()).joined(separator: ", \\\n     ")), \\
           \(line("bound", "mse", "black", "thick")) title "bound {/:Italic D}({/:Italic R})", \\
           \(measured.joined(separator: ", \\\n     "))

      set tmargin at screen 0.47
      set bmargin at screen 0.09
      set ylabel "mean-square error {/:Italic D} (dB)"
      set xrange [0:*]
      set yrange [*:0.5]
      set format y "%.0f"
      set ytics 6
      set key bottom left Left reverse
      plot \(line("bound", "mse_decibels", "black", "thick")) title "bound {/:Italic D}({/:Italic R})", \\
           data using (pick("measured autoencoder", "rate_bits_per_sample")):(column("mse_decibels")) with points pointtype 7 pointsize 0.6 * mark linecolor rgb blue title "autoencoder", \\
           \(quantisers.joined(separator: ", \\\n     "))
      unset multiplot
      """
  }

  private func line(_ series: String, _ column: String, _ colour: String, _ width: String) -> String
  {
    "data using (pick(\"\(series)\", \"rate_bits_per_sample\")):(column(\"\(column)\")) with lines linecolor rgb \(colour) linewidth \(width)"
  }

  private func marks(_ series: String, _ column: String, _ method: String, title: String) -> String
  {
    let style = MethodMark(method: method).style
    return
      "data using (pick(\"\(series)\", \"rate_bits_per_sample\")):(column(\"\(column)\")):(halfwidth(\"\(column)_ci95\")) with yerrorbars \(style) linewidth thin title \"\(title)\""
  }
}
