import RDReport
import RDResults

/// How much less Lloyd–Max loses than the better uniform quantiser at as many bits for each latent, model by model: a panel for latents as they are
/// with quantisers for N(0, 1), for latents that are standardised first, and for quantisers designed from each latent.
///
/// Below zero Lloyd–Max is better. Bars are confidence intervals over the images.
///
/// > Source: [gashgash], section 4, which found Lloyd–Max better at every number of bits.
struct QuantiserClaimFigure: Figure {
  private static let panelHeight = 42.0

  private static let scales = [
    ("raw", "latents as they are, quantisers for N(0, 1)"),
    ("standardised", "latents standardised, quantisers for N(0, 1)"),
    ("designed", "quantisers designed for each latent"),
  ]

  private static let letters = ["a", "b", "c"]

  private static let colours: [GnuplotPalette] = [
    .black, .blue, .vermilion, .green, .orange, .purple, .skyBlue, .grey,
  ]

  private static let marks = [7, 5, 9, 13, 11, 6, 4, 8, 12, 10, 1, 2]

  package let caption =
    "Error with Lloyd–Max above that with the better uniform quantiser at as many bits for each latent, model by model; below zero Lloyd–Max loses less."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard ImageModels.suits(results) else { return false }
    return try !rows(of: results).isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try rows(of: results)
    let models = try distinct(rows.map { try $0.text("model") })
    let bits = Set(try rows.map { try $0.integer("bits") }).sorted()
    let scales = try Self.scales.filter { scale in
      try rows.contains { try $0.text("latent_scale") == scale.0 }
    }
    var data = PictureData("position", "bits", "excess_percent", "excess_percent_ci95")
    for row in rows {
      let model = try models.firstIndex(of: row.text("model")) ?? 0
      let own = try row.integer("bits")
      let place =
        Double(own) + 0.8 * ((Double(model) + 0.5) / Double(models.count) - 0.5)
      data.append(
        "\(try row.text("latent_scale")) \(model + 1)", .real(place), .integer(own),
        .real(100 * (try row.number("excess_over_uniform"))),
        .optional(try row.optionalNumber("excess_over_uniform_ci95").map { 100 * $0 }))
    }
    let keyRows = (models.count + 1) / 2
    let below = 12 + 3.5 * Double(keyRows)
    let layout = PageLayout(
      heightMillimetres: below + Self.panelHeight * Double(scales.count))
    // No mark where nothing was measured.
    func tics(labelled: Bool) -> String {
      bits.map { "\"\(labelled ? "\($0)" : "")\" \($0)" }.joined(separator: ", ")
    }
    let panels = scales.enumerated().map { index, scale in
      let isLast = index == scales.count - 1
      let bottom = below + Self.panelHeight * Double(scales.count - 1 - index)
      return """
        \(layout.panel(left: 17, right: 83, bottom: bottom, top: bottom + Self.panelHeight - 6))
        set label 1 \(gnuplotText("(\(Self.letters[index])) \(scale.1)")) at graph 0, graph 1 offset 0, 0.6 left font small
        set xtics (\(tics(labelled: isLast))) scale 0
        \(isLast ? "set xlabel \"bits {/:Italic b} for each latent\" offset 0, raise" : "")
        \(isLast ? "set key \(layout.keyBelow(left: 10, right: 84)) vertical maxrows \(keyRows) samplen 1 Left reverse" : "unset key")
        plot 0 with lines linecolor rgb black linewidth thin, \\
             \(models.indices.map { elements(scale.0, $0, title: methodTitle(models[$0])) }.joined(separator: ", \\\n     "))
        """
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        set multiplot
        set xrange [\((bits.first ?? 0) - 1).5:\(bits.last ?? 1).5]
        set yrange [*:*]
        set offsets 0, 0, graph 0.06, graph 0.06
        set ylabel "MSE, Lloyd–Max\\nto best uniform (%)" offset nudge, 0 font small
        \(panels.joined(separator: "\n\n"))
        unset multiplot
        """)
  }

  private func rows(of results: ResultSet) throws -> [ResultRow] {
    try ImageModels(results).summary.filter {
      try $0.text("latent_quantiser") == "lloyd-max" && !$0.text("bits").isEmpty
        && $0.optionalNumber("excess_over_uniform") != nil
    }
  }

  private func elements(_ scale: String, _ model: Int, title: String) -> String {
    let colour = Self.colours[model % Self.colours.count].rawValue
    let mark = Self.marks[model % Self.marks.count]
    let at = "data using (pick(\"\(scale) \(model + 1)\", \"position\"))"
    let error = "halfwidth(\"excess_percent_ci95\")"
    return [
      "\(at):(column(\"excess_percent\") - \(error)):(0):(2 * \(error)) with vectors nohead linewidth thin linecolor rgb \(colour)",
      "\(at):(column(\"excess_percent\")) with points pointtype \(mark) pointsize mark linewidth thin linecolor rgb \(colour) title \(gnuplotText(title))",
    ].joined(separator: ", \\\n     ")
  }
}
