import ArgumentParser
import RDExperiments
import RDNetworks

/// The flags that are keys of a specification.
struct SpecificationFlags: ParsableArguments {
  @Option("list", "Latent dimensions d.")
  var dims: String?

  @Option("n", "Components of a source vector, n.")
  var input: Int?

  @Option("count", "Training vectors.")
  var train: Int?

  @Option("count", "Test vectors, never seen in training.")
  var test: Int?

  @Option("names", "Methods to compare.")
  var methods: String?

  @Option("names", "Quantisers to compare (gaussian: of the latents).")
  var quantisers: String?

  @Option("list", "Bits for each quantised sample or latent.")
  var bits: String?

  @Option("list", "Rates to design for, in bits per sample.")
  var rates: String?

  @Option("count", "Held-out samples of each row (ledger, near-limit).")
  var samples: Int?

  @Option("n", "Blocklength of bounds and transforms (ledger).")
  var blocklength: Int?

  @Option("widths", "Widths of the encoder's hidden layers, mirrored in the decoder.")
  var hidden: String?

  @Option("name", "Activation: \(ActivationCatalogue.all.names.joined(separator: ", ")).")
  var activation: String?

  @Option("p", "Probability with which a hidden unit is dropped in training.")
  var dropout: Double?

  @Option("weight", "Make the autoencoder variational, with this weight of the KL divergence.")
  var variational: Double?

  @Option("count", "Passes over the training set.")
  var epochs: Int?

  @Option("count", "Vectors in a training step.")
  var batch: Int?

  @Option("rate", "Size of the optimiser's steps.")
  var learningRate: Double?

  @Option("count", "Independent repetitions.")
  var repetitions: Int?

  @Option("number", "Root of all seeds.")
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
