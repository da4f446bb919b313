import ArgumentParser
import RDExperiments
import RDNetworks

/// The flags that are keys of a specification.
struct SpecificationFlags: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("Latent dimensions d.", valueName: "list"))
  var dims: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Components of a source vector, n.", valueName: "n")
  )
  var input: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Training vectors.", valueName: "count"))
  var train: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Test vectors, never seen in training.", valueName: "count"))
  var test: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Methods to compare.", valueName: "names"))
  var methods: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Quantisers to compare (gaussian: of the latents).", valueName: "names"))
  var quantisers: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Bits for each quantised sample or latent.", valueName: "list"))
  var bits: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Rates to design for, in bits per sample.", valueName: "list"))
  var rates: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Held-out samples of each row (ledger, near-limit).", valueName: "count"))
  var samples: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Blocklength of bounds and transforms (ledger).", valueName: "n"))
  var blocklength: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Widths of the encoder's hidden layers, mirrored in the decoder.", valueName: "widths"))
  var hidden: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Activation: \(ActivationCatalogue.all.names.joined(separator: ", ")).", valueName: "name"))
  var activation: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Probability with which a hidden unit is dropped in training.", valueName: "p"))
  var dropout: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Make the autoencoder variational, with this weight of the KL divergence.",
      valueName: "weight"))
  var variational: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Passes over the training set.", valueName: "count")
  )
  var epochs: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Vectors in a training step.", valueName: "count"))
  var batch: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Adam's learning rate.", valueName: "rate"))
  var learningRate: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Independent repetitions.", valueName: "count"))
  var repetitions: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Root of all seeds.", valueName: "number"))
  var seed: Int?

  /// The given keys with their values.
  var overrides: [(key: String, value: SpecificationValue)] {
    let texts: [(String, String?)] = [
      ("dims", dims), ("methods", methods), ("quantisers", quantisers), ("bits", bits),
      ("rates", rates),
      ("hidden", hidden), ("activation", activation),
    ]
    let integers: [(String, Int?)] = [
      ("input", input), ("train", train), ("test", test), ("epochs", epochs), ("batch", batch),
      ("repetitions", repetitions), ("samples", samples), ("blocklength", blocklength),
      ("seed", seed),
    ]
    let reals: [(String, Double?)] = [
      ("dropout", dropout), ("variational", variational), ("learning-rate", learningRate),
    ]
    return texts.compactMap { key, value in value.map { (key, .text($0)) } }
      + integers.compactMap { key, value in value.map { (key, .integer($0)) } }
      + reals.compactMap { key, value in value.map { (key, .real($0)) } }
  }
}
