internal import RDResults

/// Where the bits of a lossless code should go: all of them against those of the latents, beside the contexts alone, which have none.
struct LosslessSplitFigure: Figure {
  private let layout = PageLayout(heightMillimetres: 82)

  let caption =
    "All bits of a lossless code against those of its latents, quantised with 1 to 4 bits each unless the specification says otherwise. Below the line, latents save more than they cost."

  func suits(_ results: ResultSet) throws -> Bool {
    guard LosslessCodes.suits(results) else { return false }
    return try LosslessCodes(results).entries.contains { $0.isGuided && $0.together != nil }
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let entries = try LosslessCodes(results).entries
    let guided = entries.filter { $0.isGuided && $0.together != nil && ($0.latentBits ?? 0) > 0 }
    var data = PictureData("latent_bits", "bits")
    for entry in guided {
      data.append(entry.title, .optional(entry.latentBits), .optional(entry.together))
    }
    let alone = entries.first { $0.method == "contexts" }?.together
    let styles: [GnuplotPalette] = [
      .blue, .vermilion, .green, .purple, .orange, .skyBlue, .black, .grey,
    ]
    let titles = distinct(guided.map(\.title))
    let curves = titles.enumerated().map { index, title in
      "data using (pick(\(gnuplotLiteral(title)), \"latent_bits\")):(column(\"bits\")) with linespoints pointtype \(4 + index) pointsize mark linewidth thin linecolor rgb \(styles[index % styles.count].rawValue) title \(gnuplotText(title))"
    }
    let line = alone.map {
      "\($0) with lines linewidth medium dashtype (8,6) linecolor rgb black title \"contexts alone\""
    }
    let rows = (titles.count + 2) / 2
    let keyHeight = 3.6 * Double(rows)
    let layout = PageLayout(heightMillimetres: layout.heightMillimetres - 14 + keyHeight)
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 15, right: 83, bottom: 11 + keyHeight, top: layout.heightMillimetres - 2))
        set logscale xy
        set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set xlabel "bits of the latents of an image" offset 0, raise
        set ylabel "all bits of an image" offset nudge, 0
        set key \(layout.keyBelow(left: 2, right: 84)) vertical maxrows \(rows) samplen 2 Left reverse
        plot \(([line].compactMap(\.self) + curves).joined(separator: ", \\\n     "))
        """)
  }
}
