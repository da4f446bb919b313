import Foundation
import RDReport
import RDResults

/// Training and test loss of every autoencoder of images against the epoch, a panel for each kind of loss.
///
/// The first repetition is drawn, its training loss thin.
///
/// > Source: [gashgash], figure 3.
struct ImageLossCurvesFigure: Figure {
  /// A panel with its key, in millimetres.
  private static let panelHeight = 64.0

  private static let colours = [
    "blue", "vermilion", "green", "orange", "purple", "skyBlue", "black", "grey",
  ]

  /// A model with its number among the series of the data: a name may have letters that gnuplot does not read as part of a field.
  private struct Model {
    let name: String
    let objective: String
    let number: Int

    /// The least loss of all epochs.
    var least = Double.infinity
  }

  package let caption =
    "Training loss (thin lines) and test loss (lines with marks) of every autoencoder of images, epoch by epoch."

  package func suits(_ results: ResultSet) throws -> Bool { ImageModels.suits(results) }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try results.table("history.csv").rows.filter { try $0.integer("repetition") == 1 }
    var data = PictureData("epoch", "loss")
    var models: [Model] = []
    for row in rows {
      let model = try row.text("model")
      let objective = try row.text("objective_kind")
      if models.last?.name != model {
        models.append(Model(name: model, objective: objective, number: models.count + 1))
      }
      for (kind, column) in [("training", "training_loss"), ("test", "test_loss")] {
        let loss = try row.optionalNumber(column)
        data.append(
          "\(kind) \(models.count)", .integer(try row.integer("epoch")), .optional(loss))
        if let loss { models[models.count - 1].least = min(models[models.count - 1].least, loss) }
      }
    }
    let kinds = distinct(models.map(\.objective))
    let layout = PageLayout(heightMillimetres: Self.panelHeight * Double(kinds.count))
    let panels = kinds.enumerated().map { index, kind in
      panel(
        models.filter { $0.objective == kind }, title: Self.title(ofObjective: kind), layout,
        top: layout.heightMillimetres - 2 - Self.panelHeight * Double(index))
    }
    let last = try rows.map { try $0.integer("epoch") }.max() ?? 1
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        set multiplot
        set logscale y
        set xrange [0:\(last)]
        \(panels.joined(separator: "\n"))
        unset multiplot
        """)
  }

  private static func title(ofObjective objective: String) -> String {
    switch objective {
    case "mse": "mean-square error"
    case "ssim": "1 − SSIM"
    case "ms-ssim": "1 − MS-SSIM"
    case "bce": "cross-entropy (nats)"
    case "mae": "mean absolute error"
    default: objective
    }
  }

  private func panel(
    _ models: [Model], title: String, _ layout: PageLayout, top: Double
  ) -> String {
    let bottom = top - 34
    let curves = models.enumerated().map { index, model in
      let colour = Self.colours[index % Self.colours.count]
      let dashes = index < Self.colours.count ? "" : " dashtype (8,3)"
      return [
        "\(line("training \(model.number)")) with lines linecolor rgb \(colour) linewidth thin",
        "\(line("test \(model.number)")) with linespoints pointtype 7 pointsize 0.5 * mark linecolor rgb \(colour) linewidth medium\(dashes) title \(gnuplotText(model.name))",
      ].joined(separator: ", \\\n     ")
    }
    return """
      \(layout.panel(left: 18, right: 82, bottom: bottom, top: top))
      set xlabel "epoch" offset 0, raise
      set yrange [\(floor(of: models)):*]
      set ylabel \(gnuplotText(title)) offset nudge, 0
      set format y "%g"
      set key at screen \(layout.left(45)), screen \(layout.height(bottom - 11)) center top vertical maxrows 5 samplen 1.5
      plot \(curves.joined(separator: ", \\\n     ")), \\
           keyentry with lines linecolor rgb black linewidth thin title "training"
      """
  }

  /// Half the least loss with one digit, so that no curve lies on the axis.
  private func floor(of models: [Model]) -> String {
    let least = models.map(\.least).filter { $0 > 0 }.min() ?? .infinity
    return least < .infinity ? String(format: "%.0e", least / 2) : "*"
  }

  private func line(_ series: String) -> String {
    "data using (pick(\"\(series)\", \"epoch\")):(column(\"loss\"))"
  }
}
