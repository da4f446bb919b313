import RDDataSets
import RDImageCodecs
import RDNetworks

/// The specification of `rdtool train`: a model, its training data and the optimisation.
struct ModelSpecification: ExperimentSpecification {
  var model = "dense-autoencoder:latents=64,hidden=256"
  var from = ""
  var data = "cifar10:split=train"
  var validation = ""
  var crop = 0
  var rowsPerImage = 1
  var shift = 0
  var flip = false
  var batch = 64
  var optimiser = "adam"
  var learningRate = 1e-3
  var schedule = "constant"
  var gradientLimit = 0.0
  var epochs = 10
  var shards = 8
  var seed = 0x5eed_2026

  static let keys: [Key] = [
    .text(
      "model", \.model, checkedBy: { _ = try ImageModelCatalogue.model($0) },
      "The model, NAME:key=value,…."),
    .text(
      "from", \.from, checkedBy: { _ in },
      "A trained model whose weights the training begins with; empty for random ones."),
    .dataSet("data", \.data, "The data set to learn from."),
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
    .optimiser(\.optimiser),
    .real("learning-rate", \.learningRate, .positive, "Size of the optimiser's steps."),
    .schedule(
      "schedule", \.schedule, "Course of the learning rate, as in warm-up:steps=100,cosine."),
    .real(
      "gradient-limit", \.gradientLimit, .nonnegative, "Greatest norm of the gradient; 0: none."),
    .integer("epochs", \.epochs, in: 1...1_000_000, "Passes over the training images."),
    .integer("shards", \.shards, in: 1...256, "Parts of a batch that threads can share."),
    .seed(\.seed, "Root of all seeds."),
  ]

  static let quickProfile: Profile = ["epochs": .integer(1)]

  var rootSeed: Int? { seed }

  func validate() throws { _ = try options() }

  func options() throws -> TrainingOptions {
    TrainingOptions(
      batchSize: batch, learningRate: learningRate,
      schedule: try LearningRateSchedule(parsing: schedule, epochs: epochs),
      gradientLimit: gradientLimit > 0 ? gradientLimit : nil,
      optimiser: try OptimiserCatalogue.optimiser(optimiser))
  }
}
