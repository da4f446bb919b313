import RDCore
import RDExperiments
import RDNetworks
import RDResults

/// What test images of each label are taken for once a code has decoded them, by the labels of their nearest neighbours among training images.
///
/// A classifier of nearest neighbours errs on originals too, so these are counted the same way, as the model `original`: only what goes
/// beyond them is due to a code.
///
/// > Source: [readytensor], which reads from pictures that a 2 resembles an 8 and a 4 a 9; [cover1967], for the classifier.
struct LabelConfusions {
  /// The columns of `confusions.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    "model", "latent_quantiser", "bits", "label", "taken_for", "images",
  ]

  /// Samples from 0 to 1 of the training images that are compared with, shape `[count, samples of an image]`.
  private let known: VectorBlock

  /// The label of each of these, shape `[count]`.
  private let knownLabels: [Int]

  /// The label of each test image, shape `[count]`.
  private let labels: [Int]

  /// Confusions among the first training images; `nil` if they have no labels, or are fewer than the neighbours that vote.
  init?(_ images: ImageSets, trainingCount: Int) {
    guard let trainingLabels = images.trainingLabels, let labels = images.labels,
      images.training.count >= ImageMaps.neighbourCount
    else { return nil }
    let count = min(trainingCount, images.training.count)
    known = images.training[0..<count].unitSamples
    knownLabels = trainingLabels.prefix(count).map { Int($0) }
    self.labels = labels.map { Int($0) }
  }

  /// Counts pairs of labels.
  ///
  /// - Parameters:
  ///   - decoded: the test images in their order, from 0 to 1, shape `[count, samples of an image]`.
  ///   - model: the code that they come from.
  ///   - quantised: the quantiser of its latents; `nil` for unquantised latents.
  /// - Returns: a row for each pair.
  /// - Throws: `EmbeddingError` for numbers that are not finite.
  func rows(
    _ decoded: VectorBlock, model: String, quantised: ImageCodeMeasurement.Quantised?
  ) throws -> [[Cell]] {
    let takenFor = try NearestNeighbours(
      of: decoded, among: known, count: ImageMaps.neighbourCount
    ).votes(ofLabels: knownLabels)
    var counts: [[Int]: Int] = [:]
    for pair in zip(labels, takenFor) { counts[[pair.0, pair.1], default: 0] += 1 }
    let all = Set(labels + knownLabels).sorted()
    return all.flatMap { label in
      all.map { other in
        [
          .text(model), .optional(quantised?.name), .optional(quantised?.bits), .integer(label),
          .integer(other), .integer(counts[[label, other]] ?? 0),
        ]
      }
    }
  }
}

extension ImageBlock {
  /// The images as vectors of samples from 0 to 1, shape `[count, samples of an image]`.
  var unitSamples: VectorBlock {
    VectorBlock(
      count: count, dimension: shape.elementCount, elements: samples.map { Float($0) / 255 })
  }
}
