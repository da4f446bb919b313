import RDReport
import RDResults

/// Two quantisers of as many levels as staircases, above the density that one of them was designed for.
///
/// > Source: [max1960], figure 1, for the staircase.
struct QuantiserStaircaseFigure: Figure {
  /// Three bits: enough levels to see them spread, few enough to count.
  private static let preferredLevelCount = 8

  private let layout = PageLayout(heightMillimetres: 92)

  private static let methods = [
    (name: "lloyd-max", title: "Lloyd–Max", style: "vermilion linewidth thick"),
    (
      name: "uniform-endpoints", title: "uniform, end points",
      style: "blue linewidth medium dashtype (5,3)"
    ),
  ]

  package let caption =
    "What each quantiser makes of a sample: its cells and its levels, over the density of the source."

  package func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "scalar-quantisers"
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let densities = try results.table("density.csv").rows
    let sources = try distinct(densities.map { try $0.text("source") })
    let source = sources.contains("gaussian") ? "gaussian" : sources.first ?? ""
    let density = try densities.filter { try $0.text("source") == source }
    let cells = try results.table("designs.csv").rows.filter { try $0.text("source") == source }
    let counts = try distinct(cells.map { try $0.integer("levels") })
    let levelCount = counts.min {
      abs($0 - Self.preferredLevelCount) < abs($1 - Self.preferredLevelCount)
    }
    let abscissae = try density.map { try $0.number("x") }
    let span = (lower: abscissae.min() ?? -1, upper: abscissae.max() ?? 1)

    var data = PictureData("x", "y")
    for row in density {
      data.append("density", .real(try row.number("x")), .real(try row.number("density")))
    }
    for method in Self.methods {
      let design = try cells.filter {
        try $0.text("method") == method.name && $0.integer("levels") == levelCount
      }
      for cell in design {
        let level = try cell.number("level")
        for threshold in [try cell.number("lower_threshold"), try cell.number("upper_threshold")] {
          data.append(
            method.name, .real(min(max(threshold, span.lower), span.upper)), .real(level))
        }
      }
      for cell in design {
        data.append("\(method.name) levels", .real(try cell.number("level")), .empty)
      }
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(source, levelCount ?? 0, span))
  }

  private func commands(
    _ source: String, _ levelCount: Int, _ span: (lower: Double, upper: Double)
  ) -> String {
    let stairs = Self.methods.map {
      "data using (pick(\"\($0.name)\", \"x\")):(column(\"y\")) with lines linecolor rgb \($0.style) title \"\($0.title)\""
    }
    return """
      set multiplot
      set xrange [\(span.lower):\(span.upper)]

      \(layout.panel(left: 13, right: 83, bottom: 42, top: 90))
      set format x ""
      set ylabel "reconstruction {/:Italic Q}({/:Italic x})" offset nudge, 0
      set offsets 0, 0, 0.5, 0.5
      set ytics 1
      set key top left Left reverse
      set label 1 \(gnuplotText("\(levelCount) levels, \(sourceTitle(source)) source")) at graph 0.98, graph 0.07 right font small
      plot \(stairs.joined(separator: ", \\\n     "))

      unset label 1
      unset key
      \(layout.panel(left: 13, right: 83, bottom: 10, top: 39))
      set format x "%g"
      set xlabel "sample {/:Italic x}" offset 0, raise
      set ylabel "density" offset nudge, 0
      set offsets 0, 0, 0, 0
      set yrange [-0.12:*]
      set format y "%.1f"
      set ytics 0.2
      plot data using (pick("density", "x")):(column("y")) with filledcurves y1=0 fillcolor rgb "#D9D9D9", \\
           data using (pick("density", "x")):(column("y")) with lines linecolor rgb black linewidth thin, \\
           data using (pick("lloyd-max levels", "x")):(-0.03) with points pointtype 13 pointsize 1.3 * mark linecolor rgb vermilion, \\
           data using (pick("uniform-endpoints levels", "x")):(-0.08) with points pointtype 6 pointsize 1.1 * mark linecolor rgb blue linewidth medium
      unset multiplot
      """
  }
}
