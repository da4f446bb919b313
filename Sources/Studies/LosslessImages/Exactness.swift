import RDCore
import RDImageCodecs
import RDResults

/// The exactness of an autoencoder's reconstructions with unquantised latents of 32 bits.
struct Exactness {
  /// The columns of `exactness.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    "model", "repetition", "objective", "latent_dimension", "parameters", "epochs", "images",
    "exact_images", "exact_samples", "mse", "greatest_error",
  ]

  private let count: Int

  /// The fraction of the images that are exact after rounding to 8 bits.
  private let exactImages: Double

  /// The fraction of the samples that are exact.
  private let exactSamples: Double

  /// The mean squared error before rounding, cut off at black and white, samples from 0 to 1.
  private let meanSquaredError: Double

  /// The greatest error of a sample after rounding, in steps of 8 bits.
  private let greatestError: Int

  init(of code: any ImageLatentCode, on images: ImageBlock) {
    let size = images.shape.elementCount
    let reconstructions = code.decode(code.encode(images)).elements
    var rightImages = 0
    var rightSamples = 0
    var squares = 0.0
    var greatest = 0
    for image in 0..<images.count {
      var rightOnes = 0
      for position in image * size..<(image + 1) * size {
        let truth = Int(images.samples[position])
        let value = max(0, min(255, 255 * Double(reconstructions[position])))
        squares += (value - Double(truth)) * (value - Double(truth))
        let error = abs(Int(value.rounded()) - truth)
        rightOnes += error == 0 ? 1 : 0
        greatest = max(greatest, error)
      }
      rightSamples += rightOnes
      rightImages += rightOnes == size ? 1 : 0
    }
    count = images.count
    exactImages = Double(rightImages) / Double(images.count)
    exactSamples = Double(rightSamples) / Double(images.samples.count)
    meanSquaredError = squares / (255 * 255) / Double(images.samples.count)
    greatestError = greatest
  }

  /// The cells of the columns after those of the model.
  var cells: [Cell] {
    [
      .integer(count), .real(exactImages), .real(exactSamples), .real(meanSquaredError),
      .integer(greatestError),
    ]
  }
}
