import RDReport
import RDResults

extension Figure {
  /// How the latents of each model differ from the standard normal distribution that they are meant to have: the standard deviation of every
  /// latent of the first repetition, in ascending order.
  static let latentSpread = Figure(
    of: ImageAutoencodersExperiment.name,
    "Standard deviation of every latent, in ascending order; latents of a model that follows its prior have 1, inactive latents nearly 0."
  ) { results in
    let all = try results.rows("latents.csv").filter { try !$0.text("kl_nats").isEmpty }
    guard !all.isEmpty else { return nil }
    let latents = try all.where("repetition", "1")
    let curves = try latents.distinct("model").enumerated().map { index, model in
      let deviations = try latents.where("model", model).numbers("standard_deviation").sorted()
      let count = Double(deviations.count)
      return Layer.line(
        "model \(index + 1)", .cycle(index), title: "\(model)",
        deviations.enumerated().map { [.real((Double($0) + 0.5) / count), .real($1)] })
    }
    return Chart(
      ["share", "deviation"], heightMillimetres: 80,
      panels: [
        Panel(
          .init(15, 84, bottom: 29, top: 78), x: Axis("fraction of the latents", range: "[0:1]"),
          y: Axis("standard deviation of a latent", logarithmBase: 10, format: "%g"),
          key: .below(10, 84, "vertical maxrows 4 samplen 2"),
          layers: [.level(1, Stroke(.black, .thin))] + curves)
      ])
  }
}
