import RDReport
import RDResults

extension Figure {
  /// What images of each label are taken for once they are decoded, as matrices: originals, and the models of the fewest latents.
  ///
  /// > Source: [readytensor], where at a 99 % reduction "digit 2 starts resembling an 8" and "digit 4 looks like a 9".
  static let labelConfusions = Figure(
    of: ImageAutoencodersExperiment.name,
    "What the decoded images of each label are taken for, in per cent of the label's images, by their \(ImageMaps.neighbourCount) nearest neighbours among training images: originals, for which this classifier errs too, and the models of the fewest latents. Colours show what is taken for another label; numbers below half a per cent are left out."
  ) { results in
    let rows = results.rows(ifAny: "confusions.csv")
    guard !rows.isEmpty else { return nil }
    let labels = try rows.integers("label")
    let models = try smallestModels(rows.distinct("model").filter { $0 != "original" }, results)
    let shown =
      try (["original"] + models).map { ($0, try rows.where("model", $0).where("bits", "")) }
      + models.suffix(1).flatMap { model in
        let own = try rows.where("model", model).having("bits")
        return try own.first.map { [("\(model), \(try $0.text("bits")) bits", own)] } ?? []
      }
    let (side, step) = (34.0, 48.0)
    let height = Double((shown.count + 1) / 2) * step + 4
    let panels = try shown.enumerated().map { index, matrix in
      let left = index.isMultiple(of: 2) ? 8.0 : 50
      let top = height - Double(index / 2) * step - 5
      let series = "matrix \(index + 1)"
      let cells = try matrix.1.map { row -> [Cell] in
        let label = try row.integer("label")
        let other = try row.integer("taken_for")
        let images = try matrix.1.where("label", "\(label)").numbers("images").reduce(0, +)
        let percent = images > 0 ? try 100 * row.number("images") / images : 0
        return [
          .integer(labels.firstIndex(of: other) ?? 0), .integer(labels.firstIndex(of: label) ?? 0),
          .real(percent), .text(percent < 0.5 ? "" : "\(Int(percent.rounded()))"),
          .integer(shade(percent, isWrong: other != label)),
        ]
      }
      let at = "(pick(\"\(series)\", \"position\")):(column(\"line\"))"
      return Panel(
        .init(left, left + side, bottom: top - side, top: top),
        x: axis(labels, title: "taken for"), y: axis(labels, title: "label", isDownward: true),
        labels: [("\(matrix.0)", "\(Panel.above) font small")],
        settings: ["set xlabel font small", "set ylabel font small"],
        layers: [
          .custom(
            series, cells,
            elements: [
              "data using \(at):(0.5):(0.5):(column(\"colour\")) with boxxyerror linecolor rgb variable",
              "data using \(at):(strcol(\"text\")) with labels center font small",
            ])
        ])
    }
    return Chart(
      ["position", "line", "percent", "text", "colour"], heightMillimetres: height,
      settings: ["set style fill solid 1 noborder"], panels: panels)
  }

  private static func axis(_ labels: [Int], title: PlotText, isDownward: Bool = false) -> Axis {
    let ends = ("-0.5", "\(labels.count - 1).5")
    return Axis(
      title, range: isDownward ? "[\(ends.1):\(ends.0)]" : "[\(ends.0):\(ends.1)]",
      tics: Axis.tics(labels.enumerated().map { ("\($1)", $0) }) + " scale 0 font small")
  }

  /// From white to vermilion at a tenth of the images; grey for what is right.
  private static func shade(_ percent: Double, isWrong: Bool) -> Int {
    guard isWrong else { return 0xe8e8e8 }
    let depth = min(1, percent / 10)
    func mixed(_ channel: Int) -> Int { 255 - Int(depth * Double(255 - channel)) }
    return mixed(0xd5) << 16 | mixed(0x5e) << 8 | mixed(0x00)
  }
}
