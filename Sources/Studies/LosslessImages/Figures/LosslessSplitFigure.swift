import RDReport
import RDResults

/// Where the bits of a lossless code should go: all of them against those of the latents, beside the contexts alone, which have none.
struct LosslessSplitFigure: Figure {
  /// Codes that take more than this of what the contexts alone take stand outside of the frame.
  private static let reach = 1.25

  package let caption =
    "All bits of a lossless code against those of its latents, a point for each number of bits a latent; codes far above the contexts alone are left out. Below the broken line, latents save more than they cost."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard LosslessCodes.suits(results) else { return false }
    return try !curves(results).isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let curves = try curves(results)
    let alone = try contextsAlone(results)
    let styles: [GnuplotPalette] = [
      .blue, .vermilion, .green, .purple, .orange, .skyBlue, .black, .grey,
    ]
    var data = PictureData("latent_bits", "bits")
    var plots: [String] = []
    for (index, curve) in curves.enumerated() {
      // No title: gnuplot does not find what the file has to quote.
      let series = "code \(index + 1)"
      for entry in curve.entries {
        data.append(series, .optional(entry.latentBits), .optional(entry.together))
      }
      plots.append(
        "data using (pick(\"\(series)\", \"latent_bits\")):(column(\"bits\")) with linespoints pointtype \(4 + index) pointsize 1.2 * mark linewidth thin linecolor rgb \(styles[index % styles.count].rawValue) title \(gnuplotText(curve.title))"
      )
    }
    if let alone {
      plots.append(
        "\(alone) with lines linewidth medium dashtype (8,6) linecolor rgb black title \"contexts alone\""
      )
    }
    let entries = curves.flatMap(\.entries)
    let latents = entries.compactMap(\.latentBits)
    let totals = entries.compactMap(\.together) + [alone].compactMap(\.self)
    let (least, most) = (totals.min() ?? 0, totals.max() ?? 1)
    let room = 0.06 * max(most - least, 1)
    let rows = (plots.count + 1) / 2
    let keyHeight = 3.8 * Double(rows)
    let layout = PageLayout(heightMillimetres: 68 + keyHeight)
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 17, right: 82, bottom: 13 + keyHeight, top: layout.heightMillimetres - 2))
        set logscale x
        set xrange [\((latents.min() ?? 1) / 1.2):\((latents.max() ?? 10) * 1.2)]
        set yrange [\(least - room):\(most + room)]
        set xtics (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
        set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set xlabel "bits of the latents of an image" offset 0, raise
        set ylabel "all bits of an image" offset nudge, 0
        set key \(layout.keyBelow(left: 2, right: 84)) vertical maxrows \(rows) samplen 2 Left reverse
        plot \(plots.joined(separator: ", \\\n     "))
        """)
  }

  /// The codes with latents that stand within the frame, by title.
  private func curves(
    _ results: ResultSet
  ) throws -> [(title: String, entries: [LosslessCodes.Entry])] {
    let limit = try contextsAlone(results).map { $0 * Self.reach } ?? .infinity
    let entries = try LosslessCodes(results).entries.filter { entry in
      entry.isGuided && (entry.latentBits ?? 0) > 0 && entry.together.map { $0 <= limit } ?? false
    }
    return distinct(entries.map(\.title)).map { title in
      (title, entries.filter { $0.title == title })
    }
  }

  private func contextsAlone(_ results: ResultSet) throws -> Double? {
    try LosslessCodes(results).entries.first { $0.method == "contexts" }?.together
  }
}
