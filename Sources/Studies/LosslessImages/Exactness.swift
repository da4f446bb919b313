import RDCore
import RDImageCodecs
import RDResults

/// How far an autoencoder by itself is from giving back images exactly, its latents being as they are: 32-bit numbers that nothing was spared of.
struct Exactness {
  /// The columns of `exactness.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    "model", "repetition", "objective", "latent_dimension", "parameters", "epochs", "images",
    "exact_images", "exact_samples", "mse", "greatest_error",
  ]

  private let count: Int

  /// The fraction of the images of which every sample is right after rounding to 8 bits.
  private let exactImages: Double

  /// The fraction of the samples that are.
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

  /// The cells of the columns behind those that tell the model.
  var cells: [Cell] {
    [
      .integer(count), .real(exactImages), .real(exactSamples), .real(meanSquaredError),
      .integer(greatestError),
    ]
  }
}
