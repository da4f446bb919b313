import Foundation
import RDReport
import RDResults

/// The error of the images of each label at two models, as it is and over the ink of an image: quartiles as boxes, the means with their intervals.
///
/// > Source: [readytensor], figure "label error", which has the first only and doubts it itself.
struct LabelErrorsFigure: Figure {
  package let caption =
    "Error of the images of each label: a box holds the middle half of them, its bar the middle one, the whiskers nine tenths; a cross is the mean with its interval over the images, of one training. Below, the squared error of an image over its ink. Scales are logarithmic."

  private let layout = PageLayout(heightMillimetres: 120)

  /// The models beside one another, those of the fewest latents.
  private static let modelCount = 2

  private static let colours = ["skyBlue", "orange"]

  package func suits(_ results: ResultSet) throws -> Bool {
    try ImageModels.suits(results) && !LabelErrorRows(results).rows.isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let errors = try LabelErrorRows(results)
    let models = try smallest(errors.models, results)
    var data = PictureData(
      "position", "label", "mean", "mean_ci95", "q05", "q25", "q50", "q75", "q95")
    var scales: [String: ClosedRange<Double>] = [:]
    for (index, model) in models.enumerated() {
      for row in errors.rows where try row.text("model") == model {
        let place = errors.labels.firstIndex(of: try row.integer("label")) ?? 0
        let position =
          Double(place) + (models.count == 1 ? 0 : index == 0 ? -0.2 : 0.2)
        func cells(_ column: String) throws -> [Double?] {
          try ["", "_ci95", "_q05", "_q25", "_q50", "_q75", "_q95"].map { part in
            // The error over the ink has no whiskers.
            column == "mse_per_ink" && ["_q05", "_q95"].contains(part)
              ? nil : try row.optionalNumber(column + part)
          }
        }
        for (panel, column) in [("raw", "mse"), ("ink", "mse_per_ink")] {
          let own = try cells(column)
          for number in own.enumerated().compactMap({ $0 == 1 ? nil : $1 }) where number > 0 {
            let scale = scales[panel] ?? number...number
            scales[panel] =
              min(scale.lowerBound, number)...max(scale.upperBound, number)
          }
          data.append(
            "\(panel) \(index + 1)", .real(position), .integer(try row.integer("label")),
            .optional(own[0]), .optional(own[1]), .optional(own[2]), .optional(own[3]),
            .optional(own[4]), .optional(own[5]), .optional(own[6]))
        }
      }
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: commands(models, errors.labels, scales))
  }

  /// The models of the fewest latents, the larger first.
  private func smallest(_ models: [String], _ results: ResultSet) throws -> [String] {
    let latents = try Dictionary(
      results.rows(ifAny: "codes.csv").map {
        (try $0.text("model"), try $0.integer("latents"))
      }, uniquingKeysWith: { first, _ in first })
    return models.enumerated().sorted {
      let (one, other) = (latents[$0.element] ?? 0, latents[$1.element] ?? 0)
      return (one, $1.offset) > (other, $0.offset)
    }.suffix(Self.modelCount).map(\.element)
  }

  /// The range of a logarithmic axis, somewhat beyond the numbers, with marks at 1, 2 and 5 times the powers of ten.
  private func axis(_ range: ClosedRange<Double>?) -> String {
    guard let range else { return "" }
    let (least, most) = (0.8 * range.lowerBound, 1.25 * range.upperBound)
    let decades = Int(log10(least).rounded(.down))...Int(log10(most).rounded(.down))
    let marks = decades.flatMap { decade in
      [1, 2, 5].map { "\($0)e\(decade)" }
    }
    return """
      set yrange [\(least):\(most)]
      set ytics (\(marks.joined(separator: ", ")))
      """
  }

  private func commands(
    _ models: [String], _ labels: [Int], _ scales: [String: ClosedRange<Double>]
  ) -> String {
    let tics = labels.enumerated().map { "\"\($0.element)\" \($0.offset)" }
    func boxes(_ panel: String, isKeyed: Bool) -> String {
      models.enumerated().flatMap { index, model in
        let series = "\(panel) \(index + 1)"
        let at = "data using (pick(\"\(series)\", \"position\"))"
        let title = isKeyed ? " title \(gnuplotText(model))" : ""
        let whiskers =
          panel == "raw"
          ? [
            "(column(\"q05\")):(0):(column(\"q25\") - column(\"q05\"))",
            "(column(\"q75\")):(0):(column(\"q95\") - column(\"q75\"))",
          ]
          .map { "\(at):\($0) with vectors nohead linewidth thin linecolor rgb black" }
          : []
        return whiskers + [
          "\(at):(column(\"q50\")):(column(\"position\") - 0.15):(column(\"position\") + 0.15):(column(\"q25\")):(column(\"q75\")) with boxxyerror linecolor rgb \(Self.colours[index % 2])\(title)",
          "data using (pick(\"\(series)\", \"position\") - 0.15):(column(\"q50\")):(0.3):(0) with vectors nohead linewidth medium linecolor rgb black",
        ]
          + MeasuredPoints(
            series: series, x: "position", y: "mean", halfWidth: "mean_ci95",
            mark: "pointtype 2 pointsize 1.2 * mark", colour: "black", title: nil
          ).elements
      }.joined(separator: ", \\\n     ")
    }
    return """
      set multiplot
      set xrange [-0.6:\(labels.count - 1).6]
      set xtics (\(tics.joined(separator: ", "))) scale 0
      set logscale y
      set style fill solid 1 noborder
      set format y "%g"
      unset key

      \(layout.panel(left: 18, right: 84, bottom: 74, top: 118))
      set ylabel "mean-square error" offset nudge, 0
      \(axis(scales["raw"]))
      plot \(boxes("raw", isKeyed: false))

      \(layout.panel(left: 18, right: 84, bottom: 22, top: 66))
      set ylabel "squared error over ink" offset nudge, 0
      \(axis(scales["ink"]))
      set xlabel "label" offset 0, raise
      set key \(layout.keyBelow(left: 10, right: 84)) horizontal samplen 1.5 Left reverse
      plot \(boxes("ink", isKeyed: true))
      unset multiplot
      """
  }
}
