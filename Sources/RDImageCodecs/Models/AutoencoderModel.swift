import RDCoding
import RDCore
import RDLatentCodes
import RDModelFiles
import RDNetworks

/// An autoencoder of images of one shape, with a step by which its latents are quantised when it has been trained.
protocol AutoencoderModel: DescribedModel {
  /// The step of the latents' quantisers, in units of the root mean square of the latents' standard deviations.
  var step: Double { get }

  /// Records the network with initial parameters.
  func autoencoder(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any CodeNetwork

  /// What the network takes: numbers of its parameters, and of all values of one image.
  func size(for shape: ImageShape) throws -> (parameters: Int, values: Int)
}

extension AutoencoderModel {
  package var isOfOneShape: Bool { true }

  func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork {
    try autoencoder(
      for: shape, shardCapacity: shardCapacity, shardCount: shardCount, seed: seed)
  }

  /// The most training rows to whose latents quantisers and tables are fitted; more have no significant effect.
  private static var fittingCount: Int { 10_000 }

  func file(
    of network: any TrainableNetwork, shape: ImageShape, rows: any TrainingRows
  ) throws -> ModelFile {
    guard let network = network as? any CodeNetwork else {
      preconditionFailure("the network is the one that was recorded")
    }
    var stream = RandomStream(seed: SeedPath(root: 0)["model", "fitting"])
    let codes = network.encode(
      rows, count: min(rows.count, Self.fittingCount), drawing: &stream)
    guard codes.elements.allSatisfy(\.isFinite) else {
      throw Diagnosis(
        .trialFailed,
        "The training diverged: there are latents that are no numbers. Lower the learning rate.")
    }
    let quantiser = try CodedLatentQuantiser(
      LatentQuantiser.entropyConstrained(relativeStep: step, for: codes).quantiser,
      training: codes)
    var writer = BitWriter()
    quantiser.write(to: &writer)
    return ModelFile(
      kind: Self.name, architecture: StoredArchitecture.text(descriptor, shape: shape),
      arrays: network.graph.modelArrays,
      sections: [
        ModelFile.NamedSection(name: AutoencoderCodec.codeSection, bytes: writer.finish())
      ])
  }

  /// The most numbers of all values of one image: above it, a small file could ask for any amount of memory.
  private static var valueLimit: Int { 1 << 27 }

  /// Images that the network of a codec takes at once.
  private static var batchCapacity: Int { 16 }

  static func codec(of file: ModelFile) throws(ModelFileError) -> any LearnedImageCodec {
    let stored = try StoredArchitecture(of: file)
    guard let shape = stored.shape else { throw StoredArchitecture.damaged(file) }
    let network: any CodeNetwork
    do {
      let model = try Self(stored.descriptor)
      let size = try model.size(for: shape)
      // Before memory is allocated for the network.
      guard size.values <= valueLimit,
        file.arrays.reduce(0, { $0 + $1.numbers.count }) == size.parameters
      else { throw ModelFileError.damaged(reason: "its arrays do not fit '\(file.architecture)'") }
      network = try model.autoencoder(
        for: shape, shardCapacity: min(batchCapacity, max(1, valueLimit / 8 / size.values)),
        shardCount: 1, seed: SeedPath(root: 0))
    } catch {
      throw error as? ModelFileError ?? StoredArchitecture.damaged(file)
    }
    try network.graph.setParameters(of: file)
    guard let bytes = file.section(AutoencoderCodec.codeSection) else {
      throw .missing(part: "section '\(AutoencoderCodec.codeSection)'")
    }
    let quantiser: CodedLatentQuantiser
    do {
      var reader = BitReader(bytes)
      quantiser = try CodedLatentQuantiser(from: &reader)
      try reader.finish()
    } catch {
      throw .damaged(reason: "the code of its latents cannot be read. \(error)")
    }
    guard quantiser.quantiser.components.count == network.codeCount else {
      throw .damaged(reason: "the code of its latents is that of another network")
    }
    return AutoencoderCodec(network, of: shape, quantiser: quantiser)
  }
}
