import RDReport
import RDResults

extension Figure {
  /// Two quantisers of as many levels as staircases, above the density that one of them was designed for.
  ///
  /// > Source: [max1960], figure 1, for the staircase.
  static let quantiserStaircase = Figure(
    of: ScalarQuantisersExperiment.name,
    "Two quantisers as functions of the sample: cells and reconstruction levels, over the density of the source."
  ) { results in
    let densities = try results.rows("density.csv")
    let sources = try densities.distinct("source")
    let source = sources.contains("gaussian") ? "gaussian" : sources.first ?? ""
    let density = try densities.where("source", source)
    let cells = try results.rows("designs.csv").where("source", source)
    // Three bits: enough levels to see them spread, few enough to count.
    let count = try cells.integers("levels").min { abs($0 - 8) < abs($1 - 8) } ?? 0
    let abscissae = try density.numbers("x")
    let span = (lower: abscissae.min() ?? -1, upper: abscissae.max() ?? 1)
    func stairs(_ method: String, _ stroke: Stroke, title: PlotText) throws -> Layer {
      let design = try cells.where("method", method).where("levels", "\(count)")
      return .line(
        method, stroke, title: title,
        try design.flatMap { cell in
          try ["lower_threshold", "upper_threshold"].map { column in
            let threshold = min(max(try cell.number(column), span.lower), span.upper)
            return [.real(threshold), try cell.cell("level")]
          }
        })
    }
    func levels(_ method: String, _ mark: Mark, height: Double) throws -> Layer {
      .custom(
        "\(method) levels",
        try cells.where("method", method).where("levels", "\(count)").cells("level"),
        elements: [
          "data using (pick(\"\(method) levels\", \"x\")):(\(height)) with points \(mark.script)"
        ])
    }
    let curve = try density.cells("x", "density")
    let range = "[\(span.lower):\(span.upper)]"
    return Chart(
      ["x", "y"], heightMillimetres: 92,
      panels: [
        Panel(
          .init(13, 83, bottom: 42, top: 90), x: Axis(range: range, format: ""),
          y: Axis("reconstruction {/:Italic Q}({/:Italic x})", tics: "1"),
          offsets: "0, 0, 0.5, 0.5", key: .inside("top left Left reverse"),
          labels: [
            (
              "\(count) levels, \(sourceTitle(source)) source",
              "graph 0.98, graph 0.07 right font small"
            )
          ],
          layers: [
            try stairs("lloyd-max", Stroke(.vermilion, .thick), title: "Lloyd–Max"),
            try stairs(
              "uniform-endpoints", Stroke(.blue, dashes: "(5,3)"), title: "uniform, end points"),
          ]),
        Panel(
          .init(13, 83, bottom: 10, top: 39),
          x: Axis("sample {/:Italic x}", range: range, format: "%g"),
          y: Axis("density", range: "[-0.12:*]", tics: "0.2", format: "%.1f"),
          offsets: "0, 0, 0, 0",
          layers: [
            .styled("density", with: "filledcurves y1=0 fillcolor rgb \"#D9D9D9\"", curve),
            .line("density", Stroke(.black, .thin), curve),
            try levels("lloyd-max", Mark(13, .vermilion, size: 1.3), height: -0.03),
            try levels(
              "uniform-endpoints", Mark(6, .blue, size: 1.1, width: .medium), height: -0.08),
          ]),
      ])
  }
}
