import RDCore
import RDExperiments
import RDNumerics
import RDResults

/// The distance of each latent of a model from the standard normal distribution, over test images.
struct LatentStatistics {
  /// The columns of `latents.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    "model", "repetition", "latent", "mean", "standard_deviation", "excess_kurtosis",
    "beyond_three", "kolmogorov_smirnov", "standardised_kolmogorov_smirnov", "kl_nats",
  ]

  /// The mean divergence of each latent's posterior from N(0, 1), in nats, shape `[latentDimension]`; `nil` for a plain autoencoder.
  let divergences: [Double]?

  let rows: [[Cell]]

  /// The statistics.
  init(
    latents: VectorBlock, latentCount: Int, divergences: [Information]?, repetition: Int,
    model: String
  ) {
    let d = latents.dimension
    self.divergences = divergences?.map(\.nats)
    rows = (0..<latentCount).map { latent in
      let values = stride(from: latent, to: latents.elements.count, by: d)
        .map { Double(latents.elements[$0]) }.sorted()
      let centre = mean(values)
      let squares = mean(values.map { ($0 - centre) * ($0 - centre) })
      let fourth = mean(
        values.map {
          let square = ($0 - centre) * ($0 - centre)
          return square * square
        })
      let deviation = squares.squareRoot()
      let isConstant = deviation <= 1e-6 * max(abs(centre), 1e-6)
      func rounded(_ number: Double?) -> Cell { .rounded(number, significantDigits: 5) }
      return [
        .text(model), .integer(repetition), .integer(latent), rounded(centre), rounded(deviation),
        rounded(isConstant ? nil : fourth / (squares * squares) - 3),
        rounded(Double(values.count { abs($0) > 3 }) / Double(values.count)),
        rounded(Self.distance(ofSorted: values)),
        rounded(
          isConstant ? nil : Self.distance(ofSorted: values.map { ($0 - centre) / deviation })),
        rounded(divergences?[latent].nats),
      ]
    }
  }

  /// The greatest difference between the fraction of values up to a number and its normal probability.
  private static func distance(ofSorted values: [Double]) -> Double {
    let count = Double(values.count)
    var greatest = 0.0
    for (index, value) in values.enumerated() {
      let probability = StandardNormal.cumulative(value)
      greatest = max(
        greatest, probability - Double(index) / count, Double(index + 1) / count - probability)
    }
    return greatest
  }
}
