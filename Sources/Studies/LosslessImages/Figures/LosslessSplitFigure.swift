import RDReport
import RDResults

extension Figure {
  /// Where the bits of a lossless code should go: all of them against those of the latents, beside the contexts alone, which have none.
  static let losslessSplit = Figure(
    of: LosslessImagesExperiment.name,
    "All bits of a lossless code against those of its latents, a point for each number of bits per latent; codes far above the contexts alone are left out. Below the broken line, latents save more than they cost."
  ) { results in
    let all = try LosslessCodes(results).entries
    let alone = all.first { $0.method == "contexts" }?.together
    // What takes more stands outside of the frame.
    let limit = alone.map { 1.25 * $0 } ?? .infinity
    let entries = all.filter { entry in
      entry.isGuided && (entry.latentBits ?? 0) > 0 && entry.together.map { $0 <= limit } ?? false
    }
    let titles = distinct(entries.map(\.title))
    guard !titles.isEmpty else { return nil }
    let colours: [GnuplotPalette] = [
      .blue, .vermilion, .green, .purple, .orange, .skyBlue, .black, .grey,
    ]
    let curves = titles.enumerated().map { index, title in
      Layer.linePoints(
        "code \(index + 1)",
        Mark(4 + index, colours[index % colours.count], size: 1.2, width: .thin),
        title: "\(title)",
        entries.filter { $0.title == title }
          .map { [.optional($0.latentBits), .optional($0.together)] })
    }
    let level = alone.map {
      [Layer.level($0, Stroke(.black, dashes: "(8,6)"), title: "contexts alone")]
    }
    let latents = entries.compactMap(\.latentBits)
    let totals = entries.compactMap(\.together) + [alone].compactMap(\.self)
    let (least, most) = (totals.min() ?? 0, totals.max() ?? 1)
    let margin = 0.06 * max(most - least, 1)
    let keyRows = (curves.count + (level?.count ?? 0) + 1) / 2
    let keyHeight = 3.8 * Double(keyRows)
    return Chart(
      ["latent_bits", "bits"], heightMillimetres: 68 + keyHeight,
      panels: [
        Panel(
          .init(17, 82, bottom: 13 + keyHeight, top: 66 + keyHeight),
          x: Axis(
            "bits of the latents of an image",
            range: "[\((latents.min() ?? 1) / 1.2):\((latents.max() ?? 10) * 1.2)]",
            logarithmBase: 10, tics: "(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)"),
          y: Axis("all bits of an image", range: "[\(least - margin):\(most + margin)]"),
          key: .below(2, 84, "vertical maxrows \(keyRows) samplen 2 Left reverse"),
          settings: [Panel.grid],
          layers: curves + (level ?? []))
      ])
  }
}
