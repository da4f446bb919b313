import Foundation
import RDReport
import RDResults

extension Figure {
  /// Training and test loss of every autoencoder of images against the epoch, a panel for each kind of loss; the first repetition.
  ///
  /// > Source: [gashgash], figure 3.
  static let imageLossCurves = Figure(
    of: ImageAutoencodersExperiment.name,
    "Training loss (thin lines) and test loss (lines with marks) of every autoencoder of images, epoch by epoch."
  ) { results in
    let rows = try results.rows("history.csv").where("repetition", "1")
    let last = try rows.integers("epoch").last ?? 1
    let models = try rows.distinct("model")
    let kinds = try rows.distinct("objective_kind")
    let titles = [
      "mse": "mean-square error", "ssim": "1 − SSIM", "ms-ssim": "1 − MS-SSIM",
      "bce": "cross-entropy (nats)", "mae": "mean absolute error",
    ]
    let panelHeight = 64.0
    let height = panelHeight * Double(kinds.count)
    let panels = try kinds.enumerated().map { index, kind in
      let own = try rows.where("objective_kind", kind)
      let layers = try own.distinct("model").enumerated().flatMap { position, model -> [Layer] in
        let curve = try own.where("model", model)
        let number = 1 + (models.firstIndex(of: model) ?? 0)
        let stroke = Stroke.cycle(position)
        return [
          .line(
            "training \(number)", Stroke(stroke.colour, .thin),
            try curve.cells("epoch", "training_loss")),
          .styled(
            "test \(number)", with: "linespoints pointtype 7 pointsize 0.5 * mark \(stroke.script)",
            title: "\(model)", try curve.cells("epoch", "test_loss")),
        ]
      }
      // Half the least loss with one digit, so that no curve lies on the axis.
      let least = try ["training_loss", "test_loss"].flatMap { try own.numbers($0) }
        .filter { $0 > 0 }.min()
      let top = height - 2 - panelHeight * Double(index)
      return Panel(
        .init(18, 82, bottom: top - 34, top: top), x: Axis("epoch", range: "[0:\(last)]"),
        y: Axis(
          "\(titles[kind] ?? kind)",
          range: "[\(least.map { String(format: "%.0e", $0 / 2) } ?? "*"):*]", logarithmBase: 10,
          format: "%g"),
        key: .at(45, top - 45, "center top vertical maxrows 5 samplen 1.5"),
        layers: layers + [.keyEntry(Stroke(.black, .thin), title: "training")])
    }
    return Chart(["epoch", "loss"], heightMillimetres: height, panels: panels)
  }
}
