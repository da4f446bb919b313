import Foundation
import RDReport
import RDResults

extension Figure {
  /// The error of the images of each label at two models, as it is and over the ink of an image: quartiles as boxes, the means with their
  /// intervals.
  ///
  /// > Source: [readytensor], figure "label error", which has the first only and doubts it itself.
  static let labelErrors = Figure(
    of: ImageAutoencodersExperiment.name,
    "Error of the images of each label: boxes are quartiles with the median, whiskers the 5th and 95th percentiles; a cross is the mean with its interval over the images, of one training. Below, the squared error of an image over its ink. Scales are logarithmic."
  ) { results in
    let errors = try rowsOfLabels(results)
    guard !errors.isEmpty else { return nil }
    let labels = try errors.integers("label")
    let models = try smallestModels(errors.distinct("model"), results)
    func panel(
      _ name: String, _ column: String, _ title: PlotText, frame: Panel.Frame,
      xTitle: PlotText? = nil, key: Panel.Key = .none
    ) throws -> Panel {
      let x = Axis(
        xTitle, range: "[-0.6:\(labels.count - 1).6]",
        tics: Axis.tics(labels.enumerated().map { ("\($1)", $0) }) + " scale 0")
      let isRaw = column == "mse"
      // The error over the ink has no whiskers.
      let parts = isRaw ? ["_q05", "_q25", "_q50", "_q75", "_q95"] : ["_q25", "_q50", "_q75"]
      var numbers: [Double] = []
      let layers = try models.enumerated().flatMap { index, model -> [Layer] in
        let shift = models.count == 1 ? 0 : index == 0 ? -0.2 : 0.2
        let rows = try errors.where("model", model).map { row -> [Cell] in
          let label = try row.integer("label")
          numbers += try ([""] + parts).compactMap { try row.optionalNumber(column + $0) }
          let quantiles = try parts.map { try row.cell(column + $0) }
          return [
            .real(Double(labels.firstIndex(of: label) ?? 0) + shift), .integer(label),
            try row.cell(column), try row.cell("\(column)_ci95"),
          ] + (isRaw ? quantiles : [.empty] + quantiles)
        }
        let series = "\(name) \(index + 1)"
        let at = "data using (pick(\"\(series)\", \"position\"))"
        let whiskers = [("q05", "q25"), ("q75", "q95")].map { from, to in
          "\(at):(column(\"\(from)\")):(0):(column(\"\(to)\") - column(\"\(from)\")) with vectors nohead \(Stroke(.black, .thin).script)"
        }
        let colour: GnuplotPalette = index == 0 ? .skyBlue : .orange
        return (isRaw ? [.custom(series, rows, elements: whiskers)] : []) + [
          .custom(
            series, rows,
            elements: [
              "\(at):(column(\"q50\")):(column(\"position\") - 0.15):(column(\"position\") + 0.15):(column(\"q25\")):(column(\"q75\")) with boxxyerror linecolor rgb \(colour.rawValue)"
            ], title: "\(model)"),
          .custom(
            series, rows,
            elements: [
              "data using (pick(\"\(series)\", \"position\") - 0.15):(column(\"q50\")):(0.3):(0) with vectors nohead \(Stroke(.black).script)"
            ]),
          .measured(series, Mark(2, .black, size: 1.2), rows),
        ]
      }
      return Panel(
        frame, x: x, y: logarithmicAxis(title, numbers.filter { $0 > 0 }), key: key, layers: layers)
    }
    return Chart(
      ["position", "label", "mean", "mean_ci95", "q05", "q25", "q50", "q75", "q95"],
      heightMillimetres: 120, settings: ["set style fill solid 1 noborder"],
      panels: [
        try panel(
          "raw", "mse", "mean-square error", frame: .init(18, 84, bottom: 74, top: 118)),
        try panel(
          "ink", "mse_per_ink", "squared error over ink",
          frame: .init(18, 84, bottom: 22, top: 66), xTitle: "label",
          key: .below(10, 84, "horizontal samplen 1.5 Left reverse")),
      ])
  }

  /// A range somewhat beyond the numbers, with tics at 1, 2 and 5 times the powers of ten.
  private static func logarithmicAxis(_ title: PlotText, _ numbers: [Double]) -> Axis {
    let (least, most) = (0.8 * (numbers.min() ?? 1), 1.25 * (numbers.max() ?? 1))
    let decades = Int(log10(least).rounded(.down))...Int(log10(most).rounded(.down))
    let tics = decades.flatMap { decade in [1, 2, 5].map { "\($0)e\(decade)" } }
    return Axis(
      title, column: "mean", range: "[\(least):\(most)]", logarithmBase: 10,
      tics: "(\(tics.joined(separator: ", ")))", format: "%g")
  }
}
