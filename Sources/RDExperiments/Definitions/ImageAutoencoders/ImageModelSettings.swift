internal import RDCore
internal import RDLearning

/// A convolutional autoencoder of images, and how it is trained.
public struct ImageModelSettings: Sendable {
  /// Channels of the strided convolutions.
  public var widths = [32, 64]

  /// How the latents are made, as `ImageAutoencoderArchitecture.Bottleneck` names it.
  public var bottleneck = "convolution"

  /// Numbers of a latent vector.
  public var latents = 512

  /// What a reconstruction is measured by in training: mse or ssim.
  public var objective = "mse"

  /// The weight of a nat of divergence of a variational autoencoder; `nil` for a plain one.
  public var beta: Double?

  /// Passes over the training images.
  public var epochs = 10

  /// Images in a step.
  public var batch = 64

  /// Adam's learning rate.
  public var learningRate = 1e-3

  /// What becomes of the learning rate.
  public var schedule = "cosine"

  /// The greatest norm of the gradient.
  public var gradientLimit = 500.0

  /// Whether images are mirrored at random in training.
  public var flip = false

  /// Independent trainings, each with first weights of its own.
  public var repetitions = 1

  /// A convolutional latent, trained for minutes.
  public init() {}

  static let keys: [SpecificationKey<ImageModelSettings>] = [
    .integerSequence(
      "widths", \.widths, in: 1...4096, atMost: 8,
      "channels of the encoder's convolutions of stride 2, mirrored in the decoder"),
    .name(
      "bottleneck", \.bottleneck,
      of: ImageAutoencoderArchitecture.Bottleneck.allCases.map(\.rawValue), kind: "bottleneck",
      "latents by a dense layer, or by one more convolution whose map they are"),
    .integer("latents", \.latents, in: 1...65_536, "numbers of a latent vector"),
    .name(
      "objective", \.objective,
      of: ImageAutoencoderArchitecture.Objective.allCases.map(\.rawValue), kind: "objective",
      "mse: half the squared error of an image; ssim: a hundred times one minus SSIM"),
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
  /// - Throws: `ArchitectureError`.
  func architecture(for image: ImageShape) throws -> ImageAutoencoderArchitecture {
    try ImageAutoencoderArchitecture(
      image: image, widths: widths, bottleneck: .init(rawValue: bottleneck) ?? .convolution,
      latentDimension: latents, objective: .init(rawValue: objective) ?? .squaredError,
      divergenceWeight: beta)
  }

  /// How the network is trained.
  ///
  /// - Throws: `DescriptorError` or `UnknownName` for a schedule that cannot be read.
  func options() throws -> TrainingOptions {
    TrainingOptions(
      batchSize: batch, learningRate: learningRate,
      schedule: try LearningRateSchedule(parsing: schedule, epochs: epochs),
      gradientLimit: gradientLimit)
  }
}
