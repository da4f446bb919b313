import RDCore
import RDExperiments
import RDResults

/// The errors of the images of each label: the mean-square error, and the squared error over the ink.
///
/// The ink of an image is the sum of its samples from 0 to 1. The error grows with the ink, so the error of a label says little of how hard
/// its images are; the error over the ink says more. An image without ink, all black, counts for the first and not for the second.
struct LabelErrors {
  /// The columns of `labels.csv` behind experiment and trial; `mse_per_ink` is the squared error of an image, summed over its samples, over its ink.
  static let columns: [Table.Column] = [
    "model", "repetition", "code_bits", "label", "images", "mse", "mse_ci95", "mse_q05", "mse_q25",
    "mse_q50", "mse_q75", "mse_q95", "ink", "mse_per_ink", "mse_per_ink_ci95", "mse_per_ink_q25",
    "mse_per_ink_q50", "mse_per_ink_q75",
  ]

  /// The label of each test image, shape `[count]`.
  private let labels: [UInt8]

  /// The ink of each, shape `[count]`.
  private let inks: [Double]

  private let sampleCount: Int

  /// The images whose errors are grouped by label.
  init(_ test: ImageBlock, _ labels: [UInt8]?, of descriptor: String) throws(Diagnosis) {
    guard let labels else {
      throw Diagnosis.wrongUse(
        "The images of '\(descriptor)' have no labels to tell their errors apart by. Take a data set with labels, such as mnist or digits, or leave out 'labels'."
      )
    }
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
  /// - `bits`: bits of each latent; `nil` for unquantised latents.
  func rows(_ errors: [Double], model: String, repetition: Int, bits: Int?) -> [[Cell]] {
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

private struct Spread {
  let sorted: [Double]

  init(_ numbers: [Double]) { sorted = numbers.sorted() }

  var mean: Double? { sorted.isEmpty ? nil : sorted.reduce(0, +) / Double(sorted.count) }
  var halfWidth95: Double? { sorted.count > 1 ? studentHalfWidth95(sorted) : nil }

  /// The quantile of sorted numbers, with linear interpolation.
  func quantile(_ share: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let position = share * Double(sorted.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}
