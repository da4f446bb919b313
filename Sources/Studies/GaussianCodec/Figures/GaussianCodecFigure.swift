import RDCore
import RDReport
import RDResults

extension Figure {
  /// Codes of Gaussian blocks learned with the quantiser in the loss: on the plane of rate and distortion beside keeping d of n samples, and
  /// their gap to the bound beside the entropy-constrained scalar quantiser, by blocklength and by training.
  ///
  /// Every repetition is a mark. The encoder searches in all panels; blocklengths are compared with the first training, and trainings at the
  /// longest block.
  static let gaussianCodec = Figure(
    of: GaussianCodecExperiment.name,
    "Learned codes of Gaussian blocks with the quantiser in the loss: on the plane of rate and distortion, and their gap to the bound."
  ) { results in
    let points = try results.rows("points.csv").having("gap_decibels")
    let learned = try points.where("method", "learned").where("assignment", "search")
    let trainings = try learned.distinct("training")
    let lengths = try learned.integers("block_length")
    let first = trainings.first ?? ""
    func cells(_ rows: [ResultRow]) throws -> [[Cell]] {
      try rows.map {
        [
          try $0.cell("rate_bits_per_sample"),
          .real(decibels(ofPowerRatio: try $0.number("distortion"))), try $0.cell("gap_decibels"),
        ]
      }
    }
    let others = try points.where("training", "")
    func theory(_ method: String) throws -> [[Cell]] {
      try cells(others.where("rate_kind", "analytic").where("method", method))
    }
    let streams = try others.filter { try $0.text("rate_kind") != "analytic" }
    let references = try zip(streams.distinct("method").filter { $0 != "ecsq" }, 1...3).map {
      method, type in
      Layer.points(
        method, Mark(type, .black, size: 1.4), title: "\(method)",
        try cells(streams.where("method", method)))
    }
    // Open marks for blocklengths, filled ones in other colours for trainings.
    let byLength = try zip(
      lengths, cycled([(6, .blue), (4, .orange), (8, .green), (10, .purple), (12, .skyBlue)])
    ).map { length, mark in
      Layer.points(
        "length \(length)", mark, title: "learned, {/:Italic n} = \(length)",
        try cells(learned.where("training", first).where("block_length", "\(length)")))
    }
    let longest = try learned.where("block_length", "\(lengths.last ?? 0)")
    let byTraining = try zip(
      trainings, cycled([(7, .vermilion), (5, .skyBlue), (9, .grey), (13, .black), (11, .orange)])
    ).map { training, mark in
      Layer.points(
        "training \(training)", mark, title: "\(training)",
        try cells(longest.where("training", training)))
    }
    let scalar = Layer.line(
      "theory ecsq", Stroke(.black, dashes: "(8,6)"), title: "ECSQ, computed", try theory("ecsq"))
    func rates(_ title: PlotText? = nil) -> Axis {
      Axis(title, range: "[0:3.6]", tics: "0.5", format: "%g")
    }
    let gaps = Axis(
      "gap to {/:Italic D}({/:Italic R}) (dB)", column: "gap_decibels", range: "[0:2.8]",
      tics: "0.5", format: "%g")
    func keyRows(_ layers: [Layer]) -> Int { (layers.count + references.count + 2) / 2 }
    return Chart(
      ["rate_bits_per_sample", "mse_decibels", "gap_decibels"], heightMillimetres: 190,
      panels: [
        Panel(
          .init(14, 82, bottom: 133, top: 184), x: rates(),
          y: Axis(
            "mean-square error {/:Italic D} (dB)", range: "[-21:0.5]", tics: "3", format: "%g"),
          key: .inside("inside bottom left vertical maxrows auto Left reverse samplen 2"),
          labels: [("(a) by blocklength: \(first), search", Panel.above)],
          layers: [
            .line(
              "theory rate-distortion-function", Stroke(.black, .thick),
              title: "bound {/:Italic D}({/:Italic R})", try theory("rate-distortion-function")),
            .points(
              "theory naive", Mark(2, .grey, size: 1.4),
              title: "subsampling, {/:Italic d} of {/:Italic n}, 4 bits", try theory("naive")),
          ] + byLength),
        Panel(
          .init(14, 82, bottom: 76, top: 122), x: rates(), y: gaps,
          key: .inside(
            "inside top right vertical maxrows \(keyRows(byLength)) Left reverse samplen 1.5"),
          labels: [("(b) by blocklength: \(first), search", Panel.above)],
          layers: [scalar] + references + byLength),
        Panel(
          .init(14, 82, bottom: 25, top: 65), x: rates("rate {/:Italic R} (bits per sample)"),
          y: gaps,
          key: .below(
            4, 84, "vertical maxrows \(keyRows(byTraining)) samplen 2 width -2 Left reverse"),
          labels: [("(c) by training: n = \(lengths.last ?? 0), search", Panel.above)],
          layers: [scalar] + references + byTraining),
      ])
  }

  private static func cycled(_ shapes: [(Int, GnuplotPalette)]) -> [Mark] {
    (0..<100).map {
      let (type, colour) = shapes[$0 % shapes.count]
      return Mark(type, colour, size: 1.2, width: .medium)
    }
  }
}
