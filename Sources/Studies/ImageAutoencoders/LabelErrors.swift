import RDCore
import RDExperiments
import RDResults

/// What a code loses of the images of each label: the mean-square error, and the squared error over the ink.
///
/// The ink of an image is the sum of its samples from 0 to 1. A digit with more ink has more to lose, so the error of a label says little of how hard
/// its images are; the error over the ink says more. An image without ink, all black, counts for the first and not for the second.
struct LabelErrors {
  /// The columns of `labels.csv` behind experiment and trial; `mse_per_ink` is the squared error of an image, summed over its samples, over its ink.
  package static let columns: [Table.Column] = [
    .init("model"), .init("repetition"), .init("code_bits"), .init("label"), .init("images"),
    .init("mse"), .init("mse_ci95"), .init("mse_q05"), .init("mse_q25"), .init("mse_q50"),
    .init("mse_q75"), .init("mse_q95"), .init("ink"), .init("mse_per_ink"),
    .init("mse_per_ink_ci95"), .init("mse_per_ink_q25"), .init("mse_per_ink_q50"),
    .init("mse_per_ink_q75"),
  ]

  /// The label of each test image, shape `[count]`.
  private let labels: [UInt8]

  /// The ink of each, shape `[count]`.
  private let inks: [Double]

  /// Samples of an image.
  private let sampleCount: Int

  /// The images whose errors are told apart.
  ///
  /// - Throws: ``UnlabelledImages`` if the data set has no labels.
  init(_ test: ImageBlock, _ labels: [UInt8]?, of descriptor: String) throws(UnlabelledImages) {
    guard let labels else { throw UnlabelledImages(descriptor: descriptor) }
    let size = test.shape.elementCount
    self.labels = labels
    sampleCount = size
    inks = (0..<test.count).map { image in
      // A sum of integers, which is exact.
      Double(test.samples[(image * size)..<((image + 1) * size)].reduce(0) { $0 + Int($1) }) / 255
    }
  }

  /// A row for each label.
  ///
  /// - Parameters:
  ///   - errors: the mean-square error of each image, shape `[count]`.
  ///   - model: the code.
  ///   - repetition: which training.
  ///   - bits: bits of each latent; `nil` for latents as they are.
  /// - Returns: the rows, by label.
  package func rows(_ errors: [Double], model: String, repetition: Int, bits: Int?) -> [[Cell]] {
    Set(labels).sorted().map { label in
      let images = labels.indices.filter { labels[$0] == label }
      let own = Spread(images.map { errors[$0] })
      let inked = Spread(
        images.filter { inks[$0] > 0 }.map { errors[$0] * Double(sampleCount) / inks[$0] })
      return [
        .text(model), .integer(repetition), .optional(bits), .integer(Int(label)),
        .integer(images.count), .optional(own.mean), .optional(own.halfWidth95),
        .optional(own.quantile(0.05)), .optional(own.quantile(0.25)), .optional(own.quantile(0.5)),
        .optional(own.quantile(0.75)), .optional(own.quantile(0.95)),
        .real(mean(images.map { inks[$0] })), .optional(inked.mean), .optional(inked.halfWidth95),
        .optional(inked.quantile(0.25)), .optional(inked.quantile(0.5)),
        .optional(inked.quantile(0.75)),
      ]
    }
  }
}

/// Numbers in rising order.
private struct Spread {
  package let sorted: [Double]

  init(_ numbers: [Double]) { sorted = numbers.sorted() }

  package var mean: Double? { sorted.isEmpty ? nil : sorted.reduce(0, +) / Double(sorted.count) }

  package var halfWidth95: Double? { sorted.count > 1 ? studentHalfWidth95(sorted) : nil }

  /// The number below which a share of them lies, between two of them where it falls there.
  package func quantile(_ share: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}
