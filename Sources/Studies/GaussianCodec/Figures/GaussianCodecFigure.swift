import RDCore
import RDReport
import RDResults

/// Codes of Gaussian blocks learned with the quantiser in the loss: on the plane of rate and distortion beside keeping d of n samples, and
/// their gap to the bound beside the entropy-constrained scalar quantiser, by the length of the block and by the way of training.
///
/// Every repetition is a mark. The encoder searches in all panels; blocklengths are compared with the first training, and trainings at the longest
/// block.
struct GaussianCodecFigure: Figure {
  /// The marks of blocklengths: open.
  private static let lengthMarks: [Mark] = [
    (6, .blue), (4, .orange), (8, .green), (10, .purple), (12, .skyBlue),
  ]

  /// The marks of trainings: filled, and in other colours.
  private static let trainingMarks: [Mark] = [
    (7, .vermilion), (5, .skyBlue), (9, .grey), (13, .black), (11, .orange),
  ]

  private typealias Mark = (type: Int, colour: GnuplotPalette)

  private let layout = PageLayout(heightMillimetres: 190)

  package let caption =
    "Learned codes of Gaussian blocks with the quantiser in the loss: on the plane of rate and distortion, and their gap to the bound."

  package func suits(_ results: ResultSet) throws -> Bool {
    results.experiment == "gaussian-codec"
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let points = try results.table("points.csv").rows.filter {
      try $0.optionalNumber("gap_decibels") != nil
    }
    let learned = try points.filter {
      try $0.text("method") == "learned" && $0.text("assignment") == "search"
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
    for row in learned {
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
    func learned(_ named: [(String, String)], _ marks: [Mark], _ column: String) -> [String] {
      named.enumerated().map { index, named in
        let mark = marks[index % marks.count]
        return points(
          named.0, column,
          "pointtype \(mark.type) pointsize 1.2 * mark linewidth medium linecolor rgb \(mark.colour.rawValue)",
          title: named.1)
      }
    }
    func byLength(_ column: String) -> [String] {
      learned(
        lengths.map { ("length \($0)", "\"learned, {/:Italic n} = \($0)\"") }, Self.lengthMarks,
        column)
    }
    let byTraining = learned(
      trainings.map { ("training \($0)", gnuplotText($0)) }, Self.trainingMarks, "gap_decibels")
    let first = trainings.first ?? ""
    func title(_ text: String) -> String {
      "set label 1 \(gnuplotText(text)) at graph 0, graph 1 offset 0, 0.6 left"
    }
    let gaps = "set ylabel \"gap to {/:Italic D}({/:Italic R}) (dB)\" offset nudge, 0"
    let scalar =
      "\(line("theory ecsq", "gap_decibels")) dashtype (8,6) linecolor rgb black linewidth medium title \"ECSQ, computed\""
    return """
      set multiplot
      set xrange [0:3.6]
      set xtics 0.5

      \(layout.panel(left: 14, right: 82, bottom: 133, top: 184))
      \(title("(a) by blocklength: \(first), search"))
      set ylabel "mean-square error {/:Italic D} (dB)" offset nudge, 0
      set yrange [-21:0.5]
      set ytics 3
      set format "%g"
      set key inside bottom left vertical maxrows auto Left reverse samplen 2
      plot \(line("theory rate-distortion-function", "mse_decibels")) linecolor rgb black linewidth thick title "bound {/:Italic D}({/:Italic R})", \\
           \(points("theory naive", "mse_decibels", "pointtype 2 pointsize 1.4 * mark linecolor rgb grey", title: "\"keeping {/:Italic d} of {/:Italic n}, 4 bits\"")), \\
           \(byLength("mse_decibels").joined(separator: ", \\\n     "))

      \(layout.panel(left: 14, right: 82, bottom: 76, top: 122))
      \(title("(b) by blocklength: \(first), search"))
      \(gaps)
      set yrange [0:2.8]
      set ytics 0.5
      set key inside top right vertical maxrows \((lengths.count + others.count + 2) / 2) Left reverse samplen 1.5
      plot \(scalar), \\
           \((others.map { $0("gap_decibels") } + byLength("gap_decibels")).joined(separator: ", \\\n     "))

      \(layout.panel(left: 14, right: 82, bottom: 25, top: 65))
      \(title("(c) by training: n = \(lengths.last ?? 0), search"))
      set xlabel "rate {/:Italic R} (bits per sample)" offset 0, raise
      set key \(layout.keyBelow(left: 4, right: 84)) vertical maxrows \((trainings.count + others.count + 2) / 2) samplen 2 width -2 Left reverse
      plot \(scalar), \\
           \((others.map { $0("gap_decibels") } + byTraining).joined(separator: ", \\\n     "))
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
