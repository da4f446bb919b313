import RDCore
import RDExperiments
import RDNetworks

/// An autoencoder of images, and how it is trained.
package struct ImageModelSettings: Sendable {
  /// Channels of the convolutions that halve the sides; may be empty with a dense bottleneck.
  package var widths = [32, 64]

  /// Pixels along a side of every convolution's window.
  package var kernel = 5

  /// How the sides are halved, as `ImageAutoencoderArchitecture.Downsampling` names it.
  package var downsampling = "stride"

  /// Widths of dense layers between the last map and the latents.
  package var denseWidths: [Int] = []

  /// How the latents are made, as `ImageAutoencoderArchitecture.Bottleneck` names it.
  package var bottleneck = "convolution"

  /// Numbers of a latent vector.
  package var latents = 512

  /// Whether the map before each pooling also goes to the decoder.
  package var hasSkips = false

  /// The activation of the hidden layers.
  package var activation = Activation.leakyReLUTenth.name

  /// What follows the layer of the latents.
  package var latentActivation = Activation.linear.name

  /// What follows the last layer: linear or sigmoid.
  package var outputActivation = Activation.linear.name

  /// The range of the first weights, as `WeightInitialisation` names it.
  package var initialisation = "glorot"

  /// The probability that a number of a hidden layer's output is dropped in training.
  package var dropout = 0.0

  /// What a reconstruction is measured by in training, as `ImageAutoencoderArchitecture.Objective` names it.
  package var objective = "mse"

  /// What latents of a plain autoencoder cost, as `LatentPenalty` reads it.
  package var penalty = "none"

  /// The weight of a nat of divergence of a variational autoencoder; `nil` for a plain one.
  package var beta: Double?

  /// Passes over the training images.
  package var epochs = 10

  /// Images in a step.
  package var batch = 64

  /// Adam's learning rate.
  package var learningRate = 1e-3

  /// What becomes of the learning rate.
  package var schedule = "cosine"

  /// The greatest norm of the gradient.
  package var gradientLimit = 500.0

  /// Whether images are mirrored at random in training.
  package var flip = false

  /// Independent trainings, each with first weights of its own.
  package var repetitions = 1

  /// A convolutional latent, trained for minutes.
  package init() {}

  package static let keys: [SpecificationKey<ImageModelSettings>] = [
    .optionalIntegerSequence(
      "widths", \.widths, in: 1...4096, atMost: 8,
      "channels of the encoder's convolutions that halve the sides, mirrored in the decoder; [] for dense layers only"
    ),
    .integer("kernel", \.kernel, in: 1...15, "pixels along a side of every convolution's window"),
    .name(
      "downsampling", \.downsampling,
      of: ImageAutoencoderArchitecture.Downsampling.allCases.map(\.rawValue), kind: "downsampling",
      "sides halved by convolutions of stride 2, or by 2x2 maxima behind each convolution"),
    .optionalIntegerSequence(
      "dense-widths", \.denseWidths, in: 1...4096, atMost: 8,
      "widths of dense layers between the last map and the latents, mirrored in the decoder"),
    .name(
      "bottleneck", \.bottleneck,
      of: ImageAutoencoderArchitecture.Bottleneck.allCases.map(\.rawValue), kind: "bottleneck",
      "latents by a dense layer, or by one more convolution whose map they are; none: the last map is the code"
    ),
    .integer("latents", \.latents, in: 1...65_536, "numbers of a latent vector"),
    .flag(
      "skips", \.hasSkips,
      "whether the map before each pooling also goes to the decoder, which adds it to the code"),
    .name(
      "activation", \.activation, of: ActivationCatalogue.all.names, kind: "activation",
      "what follows the hidden layers"),
    .name(
      "latent-activation", \.latentActivation, of: ActivationCatalogue.all.names,
      kind: "activation", "what follows the layer of the latents"),
    .name(
      "output-activation", \.outputActivation,
      of: [Activation.linear.name, Activation.sigmoid.name], kind: "activation",
      "what follows the last layer; bce needs sigmoid"),
    .name(
      "initialisation", \.initialisation, of: WeightInitialisation.allCases.map(\.rawValue),
      kind: "initialisation", "range of the first weights"),
    .real(
      "dropout", \.dropout, expected: "a number from 0 to below 1",
      where: { 0 <= $0 && $0 < 1 },
      "probability that a number of a hidden layer's output is dropped in training"),
    .name(
      "objective", \.objective,
      of: ImageAutoencoderArchitecture.Objective.allCases.map(\.rawValue), kind: "objective",
      "mse: half the squared error of an image; ssim: a hundred times one minus SSIM; bce: binary cross-entropy in nats; mae: absolute error"
    ),
    .text(
      "penalty", \.penalty, checkedBy: { _ = try LatentPenalty.parse($0) },
      "what latents cost: none, l1:weight=0.01 or kl-sparsity:target=0.05,weight=1 (needs sigmoid latents)"
    ),
    .optionalReal(
      "beta", \.beta, expected: "a number from 0 to 1000", where: { 0 <= $0 && $0 <= 1000 },
      "weight of a nat of KL divergence beside the objective; without it the autoencoder is plain"),
    .integer("epochs", \.epochs, in: 1...1_000_000, "passes over the training images"),
    .integer("batch", \.batch, in: 1...65_536, "images in a step"),
    .real(
      "learning-rate", \.learningRate, expected: "a number above 0 and at most 10",
      where: { 0 < $0 && $0 <= 10 }, "Adam's learning rate"),
    .text(
      "schedule", \.schedule,
      checkedBy: { _ = try LearningRateSchedule(parsing: $0, epochs: 1) },
      "what becomes of the learning rate: constant, cosine, step:every=30, warm-up:steps=100"),
    .real(
      "gradient-limit", \.gradientLimit, expected: "a positive number", where: { $0 > 0 },
      "greatest norm of the gradient"),
    .flag("flip", \.flip, "whether images are mirrored at random in training"),
    .integer(
      "repetitions", \.repetitions, in: 1...100,
      "independent trainings, each with first weights of its own"),
  ]

  /// The network's shape.
  ///
  /// - Throws: `ArchitectureError` for settings that do not go together, or images that they do not fit.
  package func architecture(for image: ImageShape) throws -> ImageAutoencoderArchitecture {
    try ImageAutoencoderArchitecture(
      image: image, widths: widths, kernel: kernel,
      downsampling: .init(rawValue: downsampling) ?? .stride, denseWidths: denseWidths,
      bottleneck: .init(rawValue: bottleneck) ?? .convolution, latentDimension: latents,
      hasSkips: hasSkips, activation: ActivationCatalogue.all.entry(named: activation),
      latentActivation: ActivationCatalogue.all.entry(named: latentActivation),
      outputActivation: ActivationCatalogue.all.entry(named: outputActivation),
      initialisation: .init(rawValue: initialisation) ?? .glorot, dropoutRate: dropout,
      objective: .init(rawValue: objective) ?? .squaredError, divergenceWeight: beta,
      penalty: LatentPenalty.parse(penalty))
  }

  /// How the network is trained.
  ///
  /// - Throws: `DescriptorError` or `UnknownName` for a schedule that cannot be read.
  package func options() throws -> TrainingOptions {
    TrainingOptions(
      batchSize: batch, learningRate: learningRate,
      schedule: try LearningRateSchedule(parsing: schedule, epochs: epochs),
      gradientLimit: gradientLimit)
  }
}
