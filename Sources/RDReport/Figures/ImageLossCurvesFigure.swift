internal import RDResults

/// Training and test loss of every autoencoder of images against the epoch, a panel for each kind of loss.
///
/// The first repetition is drawn.
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
  }

  let caption =
    "Training (dotted) and test loss of every autoencoder of images, epoch by epoch."

  func suits(_ results: ResultSet) throws -> Bool { ImageModels.suits(results) }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
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
        data.append(
          "\(kind) \(models.count)", .integer(try row.integer("epoch")),
          .optional(try row.optionalNumber(column)))
      }
    }
    let kinds = distinct(models.map(\.objective))
    let layout = PageLayout(heightMillimetres: Self.panelHeight * Double(kinds.count))
    let panels = kinds.enumerated().map { index, kind in
      panel(
        models.filter { $0.objective == kind }, title: Self.title(ofObjective: kind), layout,
        top: layout.heightMillimetres - 2 - Self.panelHeight * Double(index),
        isLast: index == kinds.count - 1)
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
    _ models: [Model], title: String, _ layout: PageLayout, top: Double, isLast: Bool
  ) -> String {
    let bottom = top - 34
    let curves = models.enumerated().map { index, model in
      let colour = Self.colours[index % Self.colours.count]
      let dashes = index < Self.colours.count ? "" : " dashtype (8,3)"
      return [
        "\(line("training \(model.number)")) with lines linecolor rgb \(colour) linewidth thin dashtype (2,3)",
        "\(line("test \(model.number)")) with linespoints pointtype 7 pointsize 0.5 * mark linecolor rgb \(colour) linewidth medium\(dashes) title \(gnuplotText(model.name))",
      ].joined(separator: ", \\\n     ")
    }
    return """
      \(layout.panel(left: 18, right: 84, bottom: bottom, top: top))
      \(isLast ? "set xlabel \"epoch\" offset 0, raise" : "")
      set ylabel \(gnuplotText(title)) offset nudge, 0
      set format y "%g"
      set key at screen \(layout.left(48)), screen \(layout.height(bottom - (isLast ? 11 : 6))) center top vertical maxrows 5 samplen 1.5
      plot \(curves.joined(separator: ", \\\n     "))
      """
  }

  private func line(_ series: String) -> String {
    "data using (pick(\"\(series)\", \"epoch\")):(column(\"loss\"))"
  }
}
