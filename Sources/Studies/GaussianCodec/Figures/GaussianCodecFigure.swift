import RDCore
import RDReport
import RDResults

extension Figure {
  /// Codes of Gaussian blocks learned with the quantiser in the loss: their gap to the bound beside those of the entropy-constrained scalar
  /// quantiser, a lattice and a trellis, by blocklength and by training.
  ///
  /// Every repetition is a mark. The encoder searches in both panels; blocklengths are compared with the first training, and trainings at the
  /// longest block.
  static let gaussianCodec = Figure(
    of: GaussianCodecExperiment.name,
    "The gap to D(R) of learned codes of Gaussian blocks with the quantiser in the loss, beside that of the entropy-constrained scalar quantiser (ECSQ, computed), a lattice and a trellis (ECTCQ): by the samples of a block, and by the training. A mark for each repetition; the encoder searches."
  ) { results in
    let points = try results.rows("points.csv").having("gap_decibels")
    let learned = try points.where("method", "learned").where("assignment", "search")
    let trainings = try learned.distinct("training")
    let lengths = try learned.integers("block_length")
    let first = trainings.first ?? ""
    func cells(_ rows: [ResultRow]) throws -> [[Cell]] {
      try rows.map { [try $0.cell("rate_bits_per_sample"), try $0.cell("gap_decibels")] }
    }
    let others = try points.where("training", "")
    let streams = try others.filter { try $0.text("rate_kind") != "analytic" }
    let methods = try streams.distinct("method").filter { $0 != "ecsq" }
    let scalar = try others.where("rate_kind", "analytic").where("method", "ecsq")
    let references =
      [
        Layer.line(
          "theory ecsq", Stroke(.black, dashes: "(8,6)"),
          try cells(scalar))
      ]
      + (try zip(methods, [(1, 1.4), (2, 1.1), (3, 1.1)]).map { method, style in
        Layer.points(
          method, Mark(style.0, .black, size: style.1, width: .medium),
          try cells(streams.where("method", method)))
      })
    // In place of entries of a key: to the right of the last point.
    let labels =
      try [("ECSQ" as PlotText, scalar)]
      + methods.map { (referenceTitle($0), try streams.where("method", $0)) }
    let ends = try labels.compactMap { title, rows in
      try rows.last.map {
        (
          title,
          "first \(try $0.number("rate_bits_per_sample")), first \(try $0.number("gap_decibels")) offset 0.7, 0 left font small"
        )
      }
    }
    // Shorter blocks are smaller marks, which are seen within those of longer ones where codes coincide.
    let byLength = try zip(
      lengths,
      cycled([
        (7, .blue, 0.6), (4, .orange, 1.3), (8, .green, 1.7), (10, .purple, 1.7),
        (12, .skyBlue, 1.9),
      ])
    ).map { length, mark in
      Layer.points(
        "length \(length)", mark, title: "{/:Italic n} = \(length)",
        try cells(learned.where("training", first).where("block_length", "\(length)")))
    }
    let longest = try learned.where("block_length", "\(lengths.last ?? 0)")
    let byTraining = try zip(
      trainings,
      cycled([
        (7, .vermilion, 1), (4, .blue, 1.3), (8, .grey, 1.3), (6, .black, 1.6), (10, .orange, 1.6),
      ])
    ).map { training, mark in
      Layer.points(
        "training \(training)", mark, title: "\(training.replacing("-", with: " "))",
        try cells(longest.where("training", training)))
    }
    func panel(
      _ title: PlotText, bottom: Double, _ layers: [Layer], rate: PlotText? = nil
    ) -> Panel {
      Panel(
        .init(12, 82, bottom: bottom, top: bottom + 52),
        x: Axis(rate, range: "[0:4]", tics: "0.5", format: "%g"),
        y: Axis(
          "gap to {/:Italic D}({/:Italic R}) (dB)", range: "[0:3.5]", tics: "0.5", format: "%g"),
        key: .inside(
          "inside top right vertical maxrows \((layers.count + 1) / 2) Left reverse samplen 1"),
        labels: [(title, Panel.above)] + ends, layers: references + layers.reversed())
    }
    return Chart(
      ["rate_bits_per_sample", "gap_decibels"], heightMillimetres: 132,
      panels: [
        panel(
          "(a) blocks of {/:Italic n} samples, trained with \(first.replacing("-", with: " "))",
          bottom: 74, byLength),
        panel(
          "(b) trainings of blocks of \(lengths.last ?? 0) samples", bottom: 11, byTraining,
          rate: "rate {/:Italic R} (bits per sample)"),
      ])
  }

  private static func referenceTitle(_ method: String) -> PlotText {
    if method == "e8" { return "{/:Italic E}_8 lattice" }
    let states = method.split(separator: "=")
    return method.hasPrefix("ectcq:states=") ? "ECTCQ, \(states[1]) states" : "\(method)"
  }

  private static func cycled(_ shapes: [(Int, GnuplotPalette, Double)]) -> [Mark] {
    (0..<100).map {
      let (type, colour, size) = shapes[$0 % shapes.count]
      return Mark(type, colour, size: size, width: .medium)
    }
  }
}
