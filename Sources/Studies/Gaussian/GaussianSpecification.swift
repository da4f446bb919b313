import RDCore
import RDExperiments
import RDLatentCodes
import RDNetworks

/// The specification of the Gaussian experiment; the defaults are the study's own setting.
///
/// > Source: [gashgash], section 2.2.
struct GaussianSpecification: ExperimentSpecification {
  var dims = [10, 30, 50]
  var input = 100
  var train = 20_000
  var test = 5_000
  var methods = GaussianMethodCatalogue.all.names
  var quantisers = LatentQuantiserCatalogue.all.names
  var bits = [3, 4, 5, 6]
  var repetitions = 1
  var seed = 0x5eed_2026
  var network = NetworkSettings()
  var variants: [Variant<NetworkSettings>] = []

  static let keys: [Key] =
    experimentKeys + NetworkSettings.keys.map { $0.lifted(\.network) } + [
      .variants(
        "variant", \.variants, of: \.network, keys: NetworkSettings.keys,
        "variations of the network, each a name and the keys it changes")
    ]

  private static let experimentKeys: [Key] = [
    .integers("dims", \.dims, in: 1...4096, "latent dimensions d"),
    .integer("input", \.input, in: 1...4096, "components of a source vector, n"),
    .integer("train", \.train, in: 2...10_000_000, "training vectors"),
    .integer("test", \.test, in: 2...10_000_000, "test vectors"),
    .names("methods", \.methods, of: GaussianMethodCatalogue.all, "methods to compare"),
    .names(
      "quantisers", \.quantisers, of: LatentQuantiserCatalogue.all, "quantisers of the latents"),
    .integers("bits", \.bits, in: 1...24, "bits for each quantised latent"),
    .integer("repetitions", \.repetitions, in: 1...1000, "independent repetitions"),
    .seed(\.seed),
  ]

  /// A tenth of the vectors and a twenty-fifth of the epochs.
  static let quickProfile: Profile = [
    "train": .integer(2_000), "test": .integer(500), "epochs": .integer(20),
    "repetitions": .integer(1),
  ]

  var rootSeed: Int? { seed }

  /// The variants, or the network as it is, under the name `baseline`, where there are none.
  var allVariants: [Variant<NetworkSettings>] {
    variants.isEmpty ? [Variant(name: "baseline", settings: network)] : variants
  }

  /// Checks that every latent dimension fits the input, and that the training set can hold a codebook.
  func validate() throws {
    if let tooLarge = dims.first(where: { $0 > input }) {
      throw Diagnosis.wrongUse(
        "dims holds \(tooLarge), but a latent of a vector with \(input) components has 1 to \(input). Lower dims or raise input."
      )
    }
    if let most = bits.max(), train < 1 << most {
      throw Diagnosis.wrongUse(
        "\(train) training vectors are too few to design a quantiser of \(most) bits, which has \(1 << most) levels. Raise train or lower bits."
      )
    }
    for variant in allVariants {
      for dimension in dims { try checkNetwork(variant.settings, latentDimension: dimension) }
    }
  }

  /// The memory limit of a trial, in bytes.
  private static let memoryLimit = 8.0 * 1024 * 1024 * 1024

  private func checkNetwork(_ settings: NetworkSettings, latentDimension: Int) throws {
    let architecture = try settings.architecture(input: input, latentDimension: latentDimension)
    // The vectors of both sets, their reconstructions and as much again while these are compared; parameters with their
    // gradients and moments; the layers' outputs and gradients for a batch.
    let vectors = Double(train + test) * Double(4 * input + 3 * latentDimension)
    let widths = settings.hidden.reduce(0) { $0 + 2 * $1 } + 2 * input + 4 * latentDimension
    let batch = 3 * Double(min(settings.batch, train)) * Double(widths)
    let bytes = 4 * (vectors + 5 * Double(architecture.parameterCount) + batch)
    guard bytes <= Self.memoryLimit else {
      throw Diagnosis.wrongUse(
        "a trial with \(train) training vectors in batches of \(settings.batch) would need about \(Int(bytes / 1e9)) GB of memory, more than the \(Int(Self.memoryLimit / 1e9)) GB it may have. Lower train, test, input, hidden or batch."
      )
    }
  }
}

struct NetworkSettings: Sendable {
  var hidden = [128]
  var activation = Activation.tanh
  var dropout = 0.0
  /// The weight of the Kullback–Leibler divergence of a variational autoencoder; `nil` for a plain one.
  var variational: Double?
  var epochs = 500
  var batch = 32
  var learningRate = 1e-3
  var optimiser = "adam"

  static let keys: [SpecificationKey<NetworkSettings>] = [
    .integerSequence(
      "hidden", \.hidden, in: 1...16_384, atMost: 16,
      "widths of the encoder's hidden layers, mirrored in the decoder"),
    .activation("activation", \.activation, "activation of every layer but the output"),
    .real(
      "dropout", \.dropout, .from(0, below: 1),
      "probability with which a hidden unit is dropped in training"),
    .optionalReal(
      "variational", \.variational, .from(0, to: 1_000_000),
      "weight of the KL divergence of a variational autoencoder; without it the autoencoder is plain"
    ),
    .integer("epochs", \.epochs, in: 1...1_000_000, "passes over the training set"),
    .integer("batch", \.batch, in: 1...1_000_000, "vectors in a step"),
    .real("learning-rate", \.learningRate, .above(0, to: 10), "size of the optimiser's steps"),
    .optimiser(\.optimiser),
  ]

  func architecture(
    input: Int, latentDimension: Int
  ) throws(ArchitectureError) -> AutoencoderArchitecture {
    try AutoencoderArchitecture(
      inputDimension: input, latentDimension: latentDimension, hiddenWidths: hidden,
      activation: activation, dropoutRate: dropout, divergenceWeight: variational)
  }
}
