import RDCore
import RDDataSets
import RDImageCodecs
import RDNetworks

/// What `rdtool train` is asked for: a model, what it learns from, and how.
struct ModelSpecification: ExperimentSpecification {
  /// The model, as ``ImageModelCatalogue`` reads it.
  package var model = "dense-autoencoder:latents=64,hidden=256"

  /// The data set to learn from, as `DataSetCatalogue` reads it.
  package var data = "cifar10:split=train"

  /// The data set to measure on after each epoch; empty for none.
  package var validation = ""

  /// The width and height of the random part of an image that a row is; 0 for whole images.
  package var crop = 0

  /// The rows that each image gives in an epoch.
  package var rowsPerImage = 1

  /// The most pixels by which an image is moved at random.
  var shift = 0

  /// Whether images are mirrored at random.
  package var flip = false

  /// Rows in a batch.
  package var batch = 64

  /// Adam's learning rate.
  package var learningRate = 1e-3

  /// What the learning rate is multiplied by, as `LearningRateSchedule` reads it.
  package var schedule = "constant"

  /// The greatest norm of the gradient; 0 for no limit.
  package var gradientLimit = 0.0

  /// Passes over the training rows.
  package var epochs = 10

  /// The shards that a batch is cut into: more threads than shards are of no use.
  var shards = 8

  /// Root of all seeds.
  package var seed = 0x5eed_2026

  package static let keys: [SpecificationKey<ModelSpecification>] = [
    .text(
      "model", \.model, checkedBy: { _ = try ImageModelCatalogue.model($0) },
      "The model, NAME:key=value,…."),
    .text("data", \.data, checkedBy: DataSetCatalogue.check, "The data set to learn from."),
    .text(
      "validation", \.validation,
      checkedBy: { if !$0.isEmpty { try DataSetCatalogue.check($0) } },
      "The data set to measure on after each epoch; empty for none."),
    .integer(
      "crop", \.crop, in: 0...4096, "Pixels a side of the random part that is learned; 0: all."),
    .integer(
      "rows-per-image", \.rowsPerImage, in: 1...10_000, "Random parts of an image in an epoch."),
    .integer("shift", \.shift, in: 0...1024, "Most pixels an image is moved by at random."),
    .flag("flip", \.flip, "Whether images are mirrored at random."),
    .integer("batch", \.batch, in: 1...65_536, "Images in a training step."),
    .real(
      "learning-rate", \.learningRate, expected: "a positive number", where: { $0 > 0 },
      "Adam's learning rate."),
    .text(
      "schedule", \.schedule,
      checkedBy: { _ = try LearningRateSchedule(parsing: $0, epochs: 1) },
      "Course of the learning rate, as in warm-up:steps=100,cosine."),
    .real(
      "gradient-limit", \.gradientLimit, expected: "a number of at least 0", where: { $0 >= 0 },
      "Greatest norm of the gradient; 0: none."),
    .integer("epochs", \.epochs, in: 1...1_000_000, "Passes over the training images."),
    .integer("shards", \.shards, in: 1...256, "Parts of a batch that threads can share."),
    .integer("seed", \.seed, in: 0...Int.max, "Root of all seeds."),
  ]

  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "epochs": .integer(1)
  ]

  package var rootSeed: Int? { seed }

  package func validate() throws(SpecificationContradiction) {
    do {
      _ = try LearningRateSchedule(parsing: schedule, epochs: epochs)
    } catch {
      throw SpecificationContradiction(reason: "\(error)")
    }
  }

  /// How the network is trained.
  package func options() throws -> TrainingOptions {
    TrainingOptions(
      batchSize: batch, learningRate: learningRate,
      schedule: try LearningRateSchedule(parsing: schedule, epochs: epochs),
      gradientLimit: gradientLimit > 0 ? gradientLimit : nil)
  }
}
