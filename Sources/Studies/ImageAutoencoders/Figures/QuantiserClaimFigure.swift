import RDReport
import RDResults

extension Figure {
  /// How much less Lloyd–Max loses than the better uniform quantiser at as many bits for each latent, model by model: a panel for latents as
  /// they are with quantisers for N(0, 1), for latents that are standardised first, and for quantisers designed from each latent.
  ///
  /// Below zero Lloyd–Max is better. Bars are confidence intervals over the images.
  ///
  /// > Source: [gashgash], section 4, which found Lloyd–Max better at every number of bits.
  static let quantiserClaim = Figure(
    of: ImageAutoencodersExperiment.name,
    "Error with Lloyd–Max above that with the better uniform quantiser at as many bits for each latent, model by model; below zero Lloyd–Max loses less."
  ) { results in
    let rows = try ImageModels(results).summary.where("latent_quantiser", "lloyd-max")
      .having("bits").having("excess_over_uniform")
    guard !rows.isEmpty else { return nil }
    let bits = try rows.integers("bits")
    let known = try rows.distinct("latent_scale")
    let scales = [
      ("raw", "latents as they are, quantisers for N(0, 1)"),
      ("standardised", "latents standardised, quantisers for N(0, 1)"),
      ("designed", "quantisers designed for each latent"),
    ].filter { known.contains($0.0) }
    let marks = [
      Mark(7, .blue, size: 1.2), Mark(9, .vermilion, size: 1.2), Mark(5, .green, size: 1.2),
      Mark(13, .purple, size: 1.2),
    ]
    let below = 19.0
    // A row for each model, and a title.
    let heights = try scales.map { scale in
      10 + 4.6 * Double(try models(of: scale.0, in: rows).count)
    }
    let height = below + heights.reduce(0, +)
    var top = height
    var panels: [Panel] = []
    for (index, scale) in scales.enumerated() {
      let own = try rows.where("latent_scale", scale.0)
      let names = try models(of: scale.0, in: rows)
      let layers = try bits.enumerated().map { number, bits in
        // Marks of a model stand one below the other, so that none hides another.
        let shift = 0.18 * (Double(number) - Double(marks.count - 1) / 2)
        return Layer.measured(
          "\(scale.0) \(bits)", marks[number % marks.count], isHorizontal: true,
          title: "{/:Italic b} = \(bits)",
          try names.enumerated().flatMap { position, model in
            try own.where("model", model).where("bits", "\(bits)").map { row in
              [
                .real(Double(position) + shift), .text(model), .integer(bits),
                .real(100 * (try row.number("excess_over_uniform"))),
                .optional(try row.optionalNumber("excess_over_uniform_ci95").map { 100 * $0 }),
              ]
            }
          })
      }
      let isLast = index == scales.count - 1
      panels.append(
        Panel(
          .init(33, 83, bottom: top - heights[index] + 4, top: top - 5),
          x: Axis(
            isLast ? "error, Lloyd–Max to best uniform (%)" : nil, column: "excess_percent"),
          y: Axis(
            column: "position", range: "[\(names.count - 1).6:-0.6]",
            tics: Axis.tics(names.enumerated().map { ("\(methodTitle($1))", $0) }) + " scale 0"),
          offsets: "graph 0.05, graph 0.05, 0, 0",
          key: isLast ? .below(10, 84, "vertical maxrows 1 samplen 1.5") : .none,
          labels: [
            (
              "(\(["a", "b", "c"][index])) \(scale.1)",
              "graph 1, graph 1 offset 0, 0.6 right font small"
            )
          ],
          verticals: [(0, Stroke(.black, .thin))], layers: layers))
      top -= heights[index]
    }
    return Chart(
      ["position", "model", "bits", "excess_percent", "excess_percent_ci95"],
      heightMillimetres: height, panels: panels)
  }

  /// The models with measurements of a scale, in the order of the results.
  private static func models(of scale: String, in rows: [ResultRow]) throws -> [String] {
    try rows.where("latent_scale", scale).distinct("model")
  }
}
