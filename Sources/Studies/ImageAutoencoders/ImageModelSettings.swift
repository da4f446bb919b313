import RDCore
import RDExperiments
import RDNetworks

/// An autoencoder of images, and how it is trained.
struct ImageModelSettings: Sendable {
  typealias Architecture = ImageAutoencoderArchitecture

  var widths = [32, 64]
  var kernel = 5
  var downsampling = Architecture.Downsampling.stride
  var denseWidths: [Int] = []
  var bottleneck = Architecture.Bottleneck.convolution
  var latents = 512
  var hasSkips = false
  var activation = Activation.leakyReLUTenth
  var latentActivation = Activation.linear
  var outputActivation = Activation.linear
  var initialisation = WeightInitialisation.glorot
  var dropout = 0.0
  var objective = Architecture.Objective.squaredError
  var penalty = "none"
  var beta: Double?
  var epochs = 10
  var batch = 64
  var learningRate = 1e-3
  var optimiser = "adam"
  var schedule = "cosine"
  var gradientLimit = 500.0
  var flip = false
  var repetitions = 1

  static let keys: [SpecificationKey<ImageModelSettings>] = [
    .integerSequence(
      "widths", \.widths, in: 1...4096, atMost: 8, orEmpty: true,
      "channels of the encoder's convolutions that halve the sides, mirrored in the decoder; [] for dense layers only"
    ),
    .integer("kernel", \.kernel, in: 1...15, "pixels along a side of every convolution's window"),
    .choice(
      "downsampling", \.downsampling,
      "sides halved by convolutions of stride 2, or by 2x2 maxima or means behind each convolution"),
    .integerSequence(
      "dense-widths", \.denseWidths, in: 1...4096, atMost: 8, orEmpty: true,
      "widths of dense layers between the last map and the latents, mirrored in the decoder"),
    .choice(
      "bottleneck", \.bottleneck,
      "latents by a dense layer, or by one more convolution whose map they are; none: the last map is the code"
    ),
    .integer("latents", \.latents, in: 1...65_536, "numbers of a latent vector"),
    .flag(
      "skips", \.hasSkips,
      "whether the map before each pooling also goes to the decoder, which adds it to the code"),
    .activation("activation", \.activation, "what follows the hidden layers"),
    .activation("latent-activation", \.latentActivation, "what follows the layer of the latents"),
    .activation(
      "output-activation", \.outputActivation,
      "what follows the last layer, linear or sigmoid; bce needs sigmoid"),
    .choice("initialisation", \.initialisation, "range of the first weights"),
    .real(
      "dropout", \.dropout, .from(0, below: 1),
      "probability that a number of a hidden layer's output is dropped in training"),
    .choice(
      "objective", \.objective,
      "mse: half the squared error of an image; ssim, ms-ssim: a hundred times one minus it; bce: binary cross-entropy in nats; mae: absolute error"
    ),
    .text(
      "penalty", \.penalty, checkedBy: { _ = try LatentPenalty.parse($0) },
      "what latents cost: none, l1:weight=0.01 or kl-sparsity:target=0.05,weight=1 (needs sigmoid latents)"
    ),
    .optionalReal(
      "beta", \.beta, .from(0, to: 1000),
      "weight of a nat of KL divergence beside the objective; without it the autoencoder is plain"),
    .integer("epochs", \.epochs, in: 1...1_000_000, "passes over the training images"),
    .integer("batch", \.batch, in: 1...65_536, "images in a step"),
    .real("learning-rate", \.learningRate, .above(0, to: 10), "size of the optimiser's steps"),
    .optimiser(\.optimiser),
    .schedule(
      "schedule", \.schedule,
      "what becomes of the learning rate: constant, cosine, step:every=30, warm-up:steps=100"),
    .real("gradient-limit", \.gradientLimit, .positive, "greatest norm of the gradient"),
    .flag("flip", \.flip, "whether images are mirrored at random in training"),
    .integer(
      "repetitions", \.repetitions, in: 1...100,
      "independent trainings, each with first weights of its own"),
  ]

  func architecture(for image: ImageShape) throws -> Architecture {
    try Architecture(
      image: image, widths: widths, kernel: kernel, downsampling: downsampling,
      denseWidths: denseWidths, bottleneck: bottleneck, latentDimension: latents,
      hasSkips: hasSkips, activation: activation, latentActivation: latentActivation,
      outputActivation: outputActivation, initialisation: initialisation, dropoutRate: dropout,
      objective: objective, divergenceWeight: beta, penalty: LatentPenalty.parse(penalty))
  }

  func options() throws -> TrainingOptions {
    TrainingOptions(
      batchSize: batch, learningRate: learningRate,
      schedule: try LearningRateSchedule(parsing: schedule, epochs: epochs),
      gradientLimit: gradientLimit, optimiser: try OptimiserCatalogue.optimiser(optimiser))
  }
}
