import RDCore
import RDReport
import RDResults

extension Figure {
  /// The rate–distortion plane of the Gaussian source: the bound, subsampling, and every compressor.
  ///
  /// The upper panel has mean-square errors, where keeping d of n samples is a straight line for each b; the lower panel has decibels, where
  /// the distances of the scalar quantisers from the bound can be seen. Where results of `gaussian-codec` stand beside, both have its codes,
  /// which are learned with the quantiser in the loss.
  ///
  /// > Source: [cover2006], section 10.3.
  static let rateDistortion = Figure(
    of: GaussianExperiment.name,
    "Measured codes on the plane of rate and distortion, beside the bound D(R) and the lines of subsampling, which keeps d of n samples with b bits each (grey). PCA is on the marks of the autoencoder, on these lines. Uniform quantisers have their levels at the midpoints of equal parts of [−3, 3]."
  ) { results in
    guard let gaussian = try GaussianResults.ofOneVariant(results) else { return nil }
    func cells(_ rows: [ResultRow], isMeasured: Bool = false) throws -> [[Cell]] {
      try rows.having("rate_bits_per_sample").having("distortion").map { row in
        let distortion = try row.number("distortion")
        return [
          try row.cell("rate_bits_per_sample"), .real(distortion),
          isMeasured ? try row.cell("distortion_ci95") : .empty,
          .real(decibels(ofPowerRatio: distortion)),
        ]
      }
    }
    let highest = try gaussian.summary.numbers("rate_bits_per_sample").max() ?? 1
    let limit = (highest * 1.07 * 10).rounded(.up) / 10
    let subsampling = try gaussian.theory.where("method", "naive")
    let lines = try subsampling.integers("bits").map { bits in
      let points = try subsampling.where("bits", "\(bits)")
      // The line is straight, so its ends suffice.
      return (bits: bits, ends: [points.first, points.last].compactMap(\.self))
    }
    let labels = try thinned(lines, to: 4).compactMap { line in
      try label(bits: line.bits, line.ends, before: limit)
    }
    let bound = Layer.line(
      "bound", Stroke(.black, .thick), title: "bound {/:Italic D}({/:Italic R})",
      try cells(gaussian.theory.where("method", "rate-distortion-function")))
    let learnedTitle = "learned with quantiser"
    let learned = try LearnedBlockCodes(beside: results).map { codes in
      [
        Layer.points(
          learnedTitle, Mark(12, .skyBlue, size: 1.4, width: .medium), title: "\(learnedTitle)",
          try cells(codes.rows))
      ]
    }
    let autoencoder = try cells(gaussian.summary.where("method", "autoencoder"), isMeasured: true)
    let autoencoderMark = Mark(7, .blue, size: 1)
    let quantisers = try results.rows("points.csv").where("rate_kind", "analytic").distinct(
      "method"
    )
    .filter { !["rate-distortion-function", "naive", "uniform-endpoints"].contains($0) }
    .map { ($0, QuantiserStyle(method: $0)) }
    let scalar = try quantisers.map { method, style in
      Layer.points(method, style.mark, try cells(gaussian.theory.where("method", method)))
    }
    let subsamplingTitle: PlotText = "subsampling, {/:Italic d} of {/:Italic n}"
    // The key of the upper panel is that of both.
    let keyRows = (3 + (learned?.count ?? 0) + quantisers.count + 1) / 2
    let height = 112 + 3.4 * Double(keyRows)
    let rate: PlotText = "rate {/:Italic R} (bits per sample)"
    return Chart(
      ["rate_bits_per_sample", "mse", "mse_ci95", "mse_decibels"], heightMillimetres: height,
      panels: [
        Panel(
          .init(14, 75, bottom: 66, top: 108),
          x: Axis(
            rate, range: "[0:\(limit)]", tics: limit > 4 ? "autofreq" : "0.5", format: "%.1f"),
          y: Axis("mean-square error {/:Italic D}", range: "[0:1.02]", tics: "0.2", format: "%.1f"),
          key: .at(
            44, height - 1, "center top vertical maxrows \(keyRows) samplen 2 Left reverse"),
          labels: [("(a)", "graph 0.02, graph 0.05")] + labels,
          layers: try lines.map {
            .line("copying b=\($0.bits)", Stroke(.grey, .thin), try cells($0.ends))
          } + [
            bound, .keyEntry(Stroke(.grey, .thin), title: subsamplingTitle),
            .measured(
              "measured autoencoder", autoencoderMark, title: "autoencoder, quantised", autoencoder),
          ] + (learned ?? [])
            + quantisers.map { .keyEntry($1.mark, title: "\($1.title)") }),
        Panel(
          .init(14, 75, bottom: 10, top: 53),
          x: Axis(rate, range: "[0:*]", tics: "1", format: "%.0f"),
          y: Axis(
            "mean-square error {/:Italic D} (dB)", column: "mse_decibels", range: "[*:0.5]",
            tics: "6", format: "%.0f"),
          labels: [("(b)", "graph 0.98, graph 0.95 right")],
          layers: [bound, .points("measured autoencoder", autoencoderMark, autoencoder)]
            + (learned ?? [])
            + scalar),
      ])
  }

  /// The label of the straight line through two points, beside its end or beside the rate where it leaves the panel.
  private static func label(
    bits: Int, _ ends: [ResultRow], before limit: Double
  ) throws -> (PlotText, String)? {
    let points = try ends.map {
      (rate: try $0.number("rate_bits_per_sample"), distortion: try $0.number("distortion"))
    }
    guard let start = points.first, let last = points.last, last.rate > start.rate else {
      return nil
    }
    let part = min(1, (limit - start.rate) / (last.rate - start.rate))
    let rate = start.rate + part * (last.rate - start.rate)
    let distortion = start.distortion + part * (last.distortion - start.distortion)
    let labelPosition =
      rate < limit
      ? "first \(rate), first \(distortion) offset 0.4, 0.5 left"
      : "graph 1.01, first \(distortion) left"
    return ("{/:Italic b} = \(bits)", "\(labelPosition) textcolor rgb \"#5A5A5A\" font small")
  }
}
