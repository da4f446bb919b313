internal import RDCore
internal import RDResults

/// Codes of Gaussian blocks learned with the quantiser in the loss: on the plane of rate and distortion beside keeping d of n samples, and
/// their gap to the bound beside the entropy-constrained scalar quantiser, by the length of the block and by the way of training.
struct GaussianCodecFigure: Figure {
  private static let colours: [GnuplotPalette] = [.blue, .orange, .green, .purple, .skyBlue]
  private static let marks = [6, 4, 8, 10, 12]

  private let layout = PageLayout(heightMillimetres: 176)

  let caption =
    "Learned codes of Gaussian blocks with the quantiser in the loss: on the plane of rate and distortion, and their gap to the bound."

  func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "gaussian-codec"
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let points = try results.table("points.csv").rows.filter {
      try $0.optionalNumber("gap_decibels") != nil
    }
    let learned = try results.table("summary.csv").rows.filter {
      try $0.text("method") == "learned" && $0.optionalNumber("gap_decibels") != nil
    }
    let trainings = try distinct(learned.map { try $0.text("training") })
    let lengths = try Set(learned.map { try $0.integer("block_length") }).sorted()
    var data = PictureData("rate_bits_per_sample", "mse_decibels", "gap_decibels")
    func append(_ series: String, _ row: ResultRow) throws {
      data.append(
        series, .real(try row.number("rate_bits_per_sample")),
        .real(decibels(ofPowerRatio: try row.number("distortion"))),
        .real(try row.number("gap_decibels")))
    }
    var references: [String] = []
    for row in points where try row.optionalText("training") == nil {
      let method = try row.text("method")
      let isTheory = try row.text("rate_kind") == "analytic"
      if !isTheory, method != "ecsq", !references.contains(method) { references.append(method) }
      try append(isTheory ? "theory \(method)" : method, row)
    }
    for row in learned where try row.text("assignment") == "search" {
      let length = try row.integer("block_length")
      let training = try row.text("training")
      if training == trainings.first { try append("length \(length)", row) }
      if length == lengths.last { try append("training \(training)", row) }
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(lengths, trainings, references))
  }

  private func commands(_ lengths: [Int], _ trainings: [String], _ references: [String]) -> String {
    let others = zip(references, [("1", "black"), ("2", "black"), ("3", "black")]).map {
      method, shape in
      { (column: String) in
        points(
          method, column, "pointtype \(shape.0) pointsize 1.4 * mark linecolor rgb \(shape.1)",
          title: gnuplotText(method))
      }
    }
    func learned(_ series: [String], _ titles: [String], _ column: String) -> [String] {
      zip(series, titles).enumerated().map { index, named in
        let style =
          "pointtype \(Self.marks[index % Self.marks.count]) pointsize 1.3 * mark linewidth medium linecolor rgb \(Self.colours[index % Self.colours.count].rawValue)"
        return points(named.0, column, style, title: named.1)
      }
    }
    let byLength = (
      lengths.map { "length \($0)" }, lengths.map { "\"learned, {/:Italic n} = \($0)\"" }
    )
    let byTraining = (trainings.map { "training \($0)" }, trainings.map { gnuplotText($0) })
    let gaps = "set ylabel \"gap to {/:Italic D}({/:Italic R}) (dB)\" offset nudge, 0"
    let scalar =
      "\(line("theory ecsq", "gap_decibels")) dashtype (8,6) linecolor rgb black linewidth medium title \"ECSQ, computed\""
    return """
      set multiplot
      set xrange [0:3.6]
      set xtics 0.5

      \(layout.panel(left: 14, right: 82, bottom: 122, top: 174))
      set label 1 "(a)" at graph 0.98, graph 0.95 right
      set ylabel "mean-square error {/:Italic D} (dB)" offset nudge, 0
      set yrange [-21:0.5]
      set ytics 3
      set format "%g"
      set key inside bottom left vertical maxrows auto Left reverse samplen 2
      plot \(line("theory rate-distortion-function", "mse_decibels")) linecolor rgb black linewidth thick title "bound {/:Italic D}({/:Italic R})", \\
           \(points("theory naive", "mse_decibels", "pointtype 2 pointsize 1.4 * mark linecolor rgb grey", title: "\"keeping {/:Italic d} of {/:Italic n}, 4 bits\"")), \\
           \(learned(byLength.0, byLength.1, "mse_decibels").joined(separator: ", \\\n     "))

      \(layout.panel(left: 14, right: 82, bottom: 68, top: 114))
      set label 1 "(b)" at graph 0.02, graph 0.95 left
      \(gaps)
      set yrange [0:2.4]
      set ytics 0.5
      unset key
      plot \(scalar), \\
           \((learned(byLength.0, byLength.1, "gap_decibels") + others.map { $0("gap_decibels") }).joined(separator: ", \\\n     "))

      \(layout.panel(left: 14, right: 82, bottom: 24, top: 62))
      set label 1 \(gnuplotText("(c) by training, n = \(lengths.last ?? 0)")) at graph 0.98, graph 0.08 right
      set xlabel "rate {/:Italic R} (bits per sample)" offset 0, raise
      set key \(layout.keyBelow(left: 4, right: 84)) vertical maxrows 4 samplen 2 width -2 Left reverse
      plot \(scalar), \\
           \((others.map { $0("gap_decibels") } + learned(byTraining.0, byTraining.1, "gap_decibels")).joined(separator: ", \\\n     "))
      unset multiplot
      """
  }

  private func line(_ series: String, _ column: String) -> String {
    "data using (pick(\(gnuplotLiteral(series)), \"rate_bits_per_sample\")):(column(\"\(column)\")) with lines"
  }

  private func points(
    _ series: String, _ column: String, _ style: String, title: String
  ) -> String {
    "data using (pick(\(gnuplotLiteral(series)), \"rate_bits_per_sample\")):(column(\"\(column)\")) with points \(style) title \(title)"
  }
}
