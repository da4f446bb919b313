internal import RDResults

/// How far scalar quantisers are from the rate–distortion bound, source by source, against their bits.
///
/// Filled marks have fixed-length indices, open ones ideally entropy-coded indices. The lines that both approach as the bits grow
/// are constants of theory: `10 log10(pi sqrt(3) / 2)` dB for the Gaussian source at a fixed rate, and
/// `10 log10(pi e / 6)` dB for every source with entropy coding.
///
/// > Source: [panter1951], equation 21; [gish1968], section III.
struct ScalarGapFigure: Figure {
  func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "scalar-quantisers"
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try results.table("points.csv").rows.filter {
      try $0.optionalNumber("gap_decibels") != nil && $0.optionalInteger("bits") != nil
    }
    let sources = try distinct(rows.map { try $0.text("source") })
    let methods = try distinct(rows.map { try $0.text("method") })
    var data = PictureData("bits", "gap_decibels", "entropy_coded_gap_decibels")
    for source in sources {
      for method in methods {
        let line = try rows.filter {
          try $0.text("source") == source && $0.text("method") == method
        }
        for row in try line.sorted(by: { try $0.integer("bits") < $1.integer("bits") }) {
          data.append(
            "\(source) \(method)", .integer(try row.integer("bits")),
            .real(try row.number("gap_decibels")),
            .optional(try row.optionalNumber("entropy_coded_gap_decibels")))
        }
      }
    }
    return Picture(
      name: name, heightMillimetres: 16 + 62 * Double(max(1, sources.count)), data: data.document,
      commands: commands(sources, methods))
  }

  private func commands(_ sources: [String], _ methods: [String]) -> String {
    let height = 62.0 / (16 + 62 * Double(max(1, sources.count)))
    let panels = sources.enumerated().map { index, source in
      let top = 0.99 - Double(index) * height
      let isLast = index == sources.count - 1
      return """
        set tmargin at screen \(top)
        set bmargin at screen \(top - height * 0.78)
        \(isLast ? "set key outside bottom center maxrows 3 Left reverse" : "unset key")
        set label 1 \(gnuplotText("\(source) source")) at graph 0.03, graph 0.94
        set label 2 "fixed rate, many levels: 4.35 dB" at graph 0.99, first 4.347 right offset 0, 0.5
        set label 3 "entropy-coded, many levels: 1.53 dB" at graph 0.99, first 1.533 right offset 0, -0.5
        plot \(curves(source, methods).joined(separator: ", \\\n     "))
        """
    }
    return """
      set multiplot
      set lmargin at screen 0.13
      set rmargin at screen 0.97
      set xlabel "bits {/:Italic b} for each sample"
      set ylabel "gap to the bound (dB)"
      set xtics 1
      set xrange [0.5:*]
      set yrange [0:*]
      \(panels.joined(separator: "\n"))
      unset multiplot
      """
  }

  private func curves(_ source: String, _ methods: [String]) -> [String] {
    let limits = (source == "gaussian" ? [4.346_805] : []) + [1.532_931]
    let lines = limits.map {
      "\($0) with lines linecolor rgb grey linewidth medium dashtype (6,4)"
    }
    let marks = methods.flatMap { method in
      let shape = QuantiserMark(method: method)
      let bits = "data using (pick(\"\(source) \(method)\", \"bits\"))"
      return [
        "\(bits):(column(\"gap_decibels\")) with linespoints \(shape.style) linewidth thin title \(gnuplotText(shape.title))",
        "\(bits):(column(\"entropy_coded_gap_decibels\")) with lines linecolor rgb \(shape.colour) linewidth thin dashtype (2,2)",
      ]
    }
    return lines + marks
      + ["keyentry with lines linecolor rgb black linewidth thin dashtype (2,2) title \"with an ideal entropy code\""]
  }
}
