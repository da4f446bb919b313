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
    let models = try rows.distinct("model")
    let bits = try rows.integers("bits")
    let known = try rows.distinct("latent_scale")
    let scales = [
      ("raw", "latents as they are, quantisers for N(0, 1)"),
      ("standardised", "latents standardised, quantisers for N(0, 1)"),
      ("designed", "quantisers designed for each latent"),
    ].filter { known.contains($0.0) }
    let colours: [GnuplotPalette] = [
      .black, .blue, .vermilion, .green, .orange, .purple, .skyBlue, .grey,
    ]
    let types = [7, 5, 9, 13, 11, 6, 4, 8, 12, 10, 1, 2]
    let panelHeight = 42.0
    let keyRows = (models.count + 1) / 2
    let below = 12 + 3.5 * Double(keyRows)
    let panels = try scales.enumerated().map { index, scale in
      let own = try rows.where("latent_scale", scale.0)
      let layers = try models.enumerated().map { number, model in
        let shift = 0.8 * ((Double(number) + 0.5) / Double(models.count) - 0.5)
        return Layer.measured(
          "\(scale.0) \(number + 1)",
          Mark(types[number % types.count], colours[number % colours.count], width: .thin),
          title: "\(methodTitle(model))",
          try own.where("model", model).map { row in
            [
              .real(Double(try row.integer("bits")) + shift), .integer(try row.integer("bits")),
              .real(100 * (try row.number("excess_over_uniform"))),
              .optional(try row.optionalNumber("excess_over_uniform_ci95").map { 100 * $0 }),
            ]
          })
      }
      let isLast = index == scales.count - 1
      let bottom = below + panelHeight * Double(scales.count - 1 - index)
      return Panel(
        .init(17, 83, bottom: bottom, top: bottom + panelHeight - 6),
        x: Axis(
          isLast ? "bits {/:Italic b} for each latent" : nil,
          range: "[\((bits.first ?? 0) - 1).5:\(bits.last ?? 1).5]",
          // No mark without a measurement.
          tics: Axis.tics(bits.map { (isLast ? "\($0)" : "", $0) }) + " scale 0"),
        y: Axis("MSE, Lloyd–Max\nto best uniform (%)", column: "excess_percent"),
        offsets: "0, 0, graph 0.06, graph 0.06",
        key: isLast
          ? .below(10, 84, "vertical maxrows \(keyRows) samplen 1 Left reverse") : .none,
        labels: [
          ("(\(["a", "b", "c"][index])) \(scale.1)", "\(Panel.above) font small")
        ],
        settings: ["set ylabel font small"],
        layers: [.level(0, Stroke(.black, .thin))] + layers)
    }
    return Chart(
      ["position", "bits", "excess_percent", "excess_percent_ci95"],
      heightMillimetres: below + panelHeight * Double(scales.count), panels: panels)
  }
}
