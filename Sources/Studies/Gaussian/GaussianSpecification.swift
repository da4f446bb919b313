import RDExperiments
import RDLatentCodes
import RDNetworks

/// What the Gaussian experiment can be set to; the defaults are the study's own setting.
///
/// > Source: [gashgash], section 2.2.
package struct GaussianSpecification: ExperimentSpecification {
  /// Latent dimensions `d`.
  package var dims = [10, 30, 50]

  /// Components of a source vector, `n`.
  package var input = 100

  /// Training vectors.
  package var train = 20_000

  /// Test vectors, never seen in training.
  package var test = 5_000

  /// The methods that are compared.
  package var methods: [String] = GaussianMethodCatalogue.all.names

  /// The quantisers of the latents.
  package var quantisers: [String] = LatentQuantiserCatalogue.all.names

  /// Bits for each quantised latent.
  package var bits = [3, 4, 5, 6]

  /// Independent repetitions, each with its own vectors and networks.
  package var repetitions = 1

  /// The network and its training.
  package var network = NetworkSettings()

  /// Variations of the network; none means the network as it is, under the name `baseline`.
  package var variants: [Variant<NetworkSettings>] = []

  /// The root of all seeds.
  package var seed = 0x5eed_2026

  /// The study's setting.
  package init() {}

  /// The keys, which are also the flags.
  package static let keys: [SpecificationKey<GaussianSpecification>] =
    experimentKeys + NetworkSettings.keys.map { $0.lifted(\.network) } + [variantKey]

  private static let experimentKeys: [SpecificationKey<GaussianSpecification>] = [
    .integers("dims", \.dims, in: 1...4096, "latent dimensions d"),
    .integer("input", \.input, in: 1...4096, "components of a source vector, n"),
    .integer("train", \.train, in: 2...10_000_000, "training vectors"),
    .integer("test", \.test, in: 2...10_000_000, "test vectors"),
    .names(
      "methods", \.methods, of: GaussianMethodCatalogue.all.names, kind: "method",
      "methods to compare"),
    .names(
      "quantisers", \.quantisers, of: LatentQuantiserCatalogue.all.names,
      kind: "latent quantiser", "quantisers of the latents"),
    .integers("bits", \.bits, in: 1...24, "bits for each quantised latent"),
    .integer("repetitions", \.repetitions, in: 1...1000, "independent repetitions"),
    .integer("seed", \.seed, in: 0...Int.max, "root of all seeds"),
  ]

  private static let variantKey = SpecificationKey<GaussianSpecification>.variants(
    "variant", \.variants, of: \.network, keys: NetworkSettings.keys,
    "variations of the network, each a name and the keys it changes")

  /// A tenth of the vectors and a twenty-fifth of the epochs.
  package static let quickProfile: KeyValuePairs<String, SpecificationValue> = [
    "train": .integer(2_000), "test": .integer(500), "epochs": .integer(20),
    "repetitions": .integer(1),
  ]

  /// The root of all seeds.
  package var rootSeed: Int? { seed }

  /// The variants, or the network as it is where there are none.
  var allVariants: [Variant<NetworkSettings>] {
    variants.isEmpty ? [Variant(name: "baseline", settings: network)] : variants
  }

  /// Checks that every latent dimension fits the input, and that the training set can hold a codebook.
  package func validate() throws(SpecificationContradiction) {
    if let tooLarge = dims.first(where: { $0 > input }) {
      throw SpecificationContradiction(
        reason:
          "dims holds \(tooLarge), but a latent of a vector with \(input) components has 1 to \(input). Lower dims or raise input."
      )
    }
    if let most = bits.max(), train < 1 << most {
      throw SpecificationContradiction(
        reason:
          "\(train) training vectors are too few to design a quantiser of \(most) bits, which has \(1 << most) levels. Raise train or lower bits."
      )
    }
    for variant in allVariants {
      for dimension in dims { try checkNetwork(variant, latentDimension: dimension) }
    }
  }

  /// The most memory that one trial may take, in bytes.
  static let memoryLimit = 8.0 * 1024 * 1024 * 1024

  private func checkNetwork(
    _ variant: Variant<NetworkSettings>, latentDimension: Int
  ) throws(SpecificationContradiction) {
    let architecture: AutoencoderArchitecture
    do {
      architecture = try AutoencoderArchitecture(
        input: input, latentDimension: latentDimension, settings: variant.settings)
    } catch {
      throw SpecificationContradiction(reason: "\(error)")
    }
    let settings = variant.settings
    // The vectors of both sets, their reconstructions and as much again while these are compared; parameters with their
    // gradients and moments; the layers' outputs and gradients for a batch.
    let vectors = Double(train + test) * Double(4 * input + 3 * latentDimension)
    let widths = settings.hidden.reduce(0) { $0 + 2 * $1 } + 2 * input + 4 * latentDimension
    let batch = 3 * Double(min(settings.batch, train)) * Double(widths)
    let bytes = 4 * (vectors + 5 * Double(architecture.parameterCount) + batch)
    guard bytes <= Self.memoryLimit else {
      throw SpecificationContradiction(
        reason:
          "a trial with \(train) training vectors in batches of \(settings.batch) would need about \(Int(bytes / 1e9)) GB of memory, more than the \(Int(Self.memoryLimit / 1e9)) GB it may have. Lower train, test, input, hidden or batch."
      )
    }
  }
}

extension AutoencoderArchitecture {
  /// The shape that the experiment's settings describe.
  ///
  /// Throws an `UnknownName` for the activation, or an `ArchitectureError`.
  init(input: Int, latentDimension: Int, settings: NetworkSettings) throws {
    try self.init(
      inputDimension: input, latentDimension: latentDimension, hiddenWidths: settings.hidden,
      activation: ActivationCatalogue.all.entry(named: settings.activation),
      dropoutRate: settings.dropout, divergenceWeight: settings.variational)
  }
}

/// The network of the Gaussian experiment and how it is trained.
package struct NetworkSettings: Sendable {
  /// Widths of the encoder's hidden layers; the decoder mirrors them.
  package var hidden = [128]

  /// The activation of every layer but the output.
  package var activation = "tanh"

  /// The probability with which a hidden unit is dropped in training.
  package var dropout = 0.0

  /// The weight of the Kullback–Leibler divergence of a variational autoencoder; `nil` for a plain one.
  package var variational: Double?

  /// Passes over the training set.
  package var epochs = 500

  /// Vectors in a step.
  package var batch = 32

  /// Adam's learning rate.
  package var learningRate = 1e-3

  /// The study's network.
  package init() {}

  package static let keys: [SpecificationKey<NetworkSettings>] = [
    .integerSequence(
      "hidden", \.hidden, in: 1...16_384, atMost: 16,
      "widths of the encoder's hidden layers, mirrored in the decoder"),
    .name(
      "activation", \.activation, of: ActivationCatalogue.all.names, kind: "activation",
      "activation of every layer but the output"),
    .real(
      "dropout", \.dropout, expected: "a number from 0 to below 1", where: { 0 <= $0 && $0 < 1 },
      "probability with which a hidden unit is dropped in training"),
    .optionalReal(
      "variational", \.variational, expected: "a number from 0 to 1000000",
      where: { 0 <= $0 && $0 <= 1e6 },
      "weight of the KL divergence of a variational autoencoder; without it the autoencoder is plain"
    ),
    .integer("epochs", \.epochs, in: 1...1_000_000, "passes over the training set"),
    .integer("batch", \.batch, in: 1...1_000_000, "vectors in a step"),
    .real(
      "learning-rate", \.learningRate, expected: "a number above 0 and at most 10",
      where: { 0 < $0 && $0 <= 10 }, "Adam's learning rate"),
  ]
}
