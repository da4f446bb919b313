import RDCore
import RDImageCodecs
import RDNetworks
import Testing

@Suite("Models for images")
struct ImageModelTests {
  @Test("each is written as it is read, and comes back from its file", arguments: names)
  func contract(_ name: String) throws {
    let model = try ImageModelCatalogue.model(name)
    #expect(model.descriptor.name == name)
    let again = try ImageModelCatalogue.model(model.descriptor.description)
    #expect(again.descriptor == model.descriptor)
    #expect(throws: (any Error).self) { try ImageModelCatalogue.model("\(name):no-such-key=1") }
  }

  @Test("the dense autoencoder learns small images, and its file holds its parameters")
  func dense() throws {
    let model = try ImageModelCatalogue.model(
      "dense-autoencoder:latents=5,hidden=16/8,activation=elu")
    let shape = ImageShape(height: 3, width: 4, channels: 1)
    let block = ImageBlock(
      count: 20, shape: shape, samples: (0..<240).map { UInt8($0 * 37 % 256) })
    let rows = try ImageRows([block])
    let seed = SeedPath(root: 4)
    let network = try model.network(for: shape, shardCapacity: 5, shardCount: 2, seed: seed)
    let trainer = try Trainer(
      network, architecture: "\(model.descriptor)", options: TrainingOptions(batchSize: 10),
      rows: rows, seed: seed)
    let first = try #require(try trainer.trainEpoch())
    for _ in 0..<100 { _ = try trainer.trainEpoch() }
    #expect(trainer.evaluate(rows).objective < first.objective)
    let file = try model.file(of: network, shape: shape, rows: rows)
    #expect(file.kind == "dense-autoencoder")
    #expect(file.architecture.hasPrefix(model.descriptor.description))
    let other = try model.network(for: shape, shardCapacity: 1, shardCount: 1, seed: seed)
    try other.graph.setParameters(of: file)
    #expect(other.graph.modelArrays == network.graph.modelArrays)
  }

  @Test(
    "the convolutional autoencoder is that of its descriptor, and refuses images that it cannot halve",
    arguments: ["none", "0.1"])
  func convolutional(_ beta: String) throws {
    let model = try ImageModelCatalogue.model(
      "image-autoencoder:widths=6/5,kernel=3,bottleneck=dense,latents=7,objective=mse,beta=\(beta)")
    let shape = ImageShape(height: 8, width: 4, channels: 3)
    let seed = SeedPath(root: 4)
    let network = try model.network(for: shape, shardCapacity: 5, shardCount: 2, seed: seed)
    let direct = ImageAutoencoderNetwork(
      try ImageAutoencoderArchitecture(
        image: shape, widths: [6, 5], kernel: 3, bottleneck: .dense, latentDimension: 7,
        divergenceWeight: Double(beta)), batchCapacity: 5, shardCount: 2, seed: seed)
    #expect(network.graph.modelArrays == direct.graph.modelArrays)
    #expect(network.reportedTerms.map(\.name) == direct.reportedTerms.map(\.name))
    let block = ImageBlock(
      count: 20, shape: shape, samples: (0..<1920).map { UInt8($0 * 37 % 256) })
    let file = try model.file(of: network, shape: shape, rows: try ImageRows([block]))
    #expect(file.kind == "image-autoencoder" && file.architecture.hasSuffix(";shape=\(shape)"))
    #expect(throws: ArchitectureError.self) {
      try model.network(
        for: ImageShape(height: 9, width: 4, channels: 3), shardCapacity: 1, shardCount: 1,
        seed: seed)
    }
  }

  @Test("the image autoencoder takes all that its architecture can have")
  func everyKey() throws {
    let text =
      "image-autoencoder:widths=6/5,kernel=3,downsampling=pooling,dense=9/8,bottleneck=dense,latents=7,skips=yes,activation=relu,latent-activation=sigmoid,output-activation=sigmoid,initialisation=he,dropout=0.1,objective=bce,beta=none,l1=none,sparsity=0.5,sparsity-target=0.1,step=0.25"
    let model = try ImageModelCatalogue.model(text)
    #expect(model.descriptor.description == text)
    let shape = ImageShape(height: 9, width: 5, channels: 3)
    let seed = SeedPath(root: 4)
    let network = try model.network(for: shape, shardCapacity: 5, shardCount: 2, seed: seed)
    let architecture = try ImageAutoencoderArchitecture(
      image: shape, widths: [6, 5], kernel: 3, downsampling: .pooling, denseWidths: [9, 8],
      bottleneck: .dense, latentDimension: 7, hasSkips: true, activation: .relu,
      latentActivation: .sigmoid, outputActivation: .sigmoid, initialisation: .he,
      dropoutRate: 0.1, objective: .binaryCrossEntropy,
      penalty: .sparsity(target: 0.1, weight: 0.5))
    let direct = ImageAutoencoderNetwork(
      architecture, batchCapacity: 5, shardCount: 2, seed: seed)
    #expect(network.graph.modelArrays == direct.graph.modelArrays)
    #expect(network.reportedTerms.map(\.name) == ["cross_entropy_nats", "penalty"])

    let block = ImageBlock(
      count: 20, shape: shape, samples: (0..<2700).map { UInt8($0 * 37 % 256) })
    let rows = try ImageRows([block])
    let trainer = try Trainer(
      network, architecture: text, options: TrainingOptions(batchSize: 10), rows: rows, seed: seed)
    _ = try trainer.trainEpoch()
    let file = try model.file(of: network, shape: shape, rows: rows)
    let copy = try ImageModelCatalogue.model(
      String(try #require(file.architecture.split(separator: ";").first)))
    let other = try copy.network(for: shape, shardCapacity: 1, shardCount: 1, seed: seed)
    try other.graph.setParameters(of: file)
    #expect(other.graph.modelArrays == network.graph.modelArrays)
  }

  @Test("an image autoencoder of dense layers only, with latents that do not fit the image")
  func wideLatents() throws {
    let model = try ImageModelCatalogue.model(
      "image-autoencoder:widths=none,bottleneck=dense,latents=50,objective=mae,l1=0.01")
    let shape = ImageShape(height: 3, width: 4, channels: 1)
    let network = try model.network(
      for: shape, shardCapacity: 5, shardCount: 2, seed: SeedPath(root: 4))
    #expect(network.graph.parameterCount == 13 * 50 + 51 * 12)
    #expect(network.reportedTerms.map(\.name) == ["absolute_error", "penalty"])
  }

  @Test(
    "what makes no model is refused",
    arguments: [
      "dense", "dense-autoencoder:latents=0", "dense-autoencoder:latents=1.5",
      "dense-autoencoder:hidden=3/x", "dense-autoencoder:activation=tan",
      "dense-autoencoder:dropout=1", "dense-autoencoder:beta=-1",
      "image-autoencoder:widths=0", "image-autoencoder:bottleneck=narrow",
      "image-autoencoder:objective=l2", "image-autoencoder:kernel=16",
      "image-autoencoder:dense=0", "image-autoencoder:skips=maybe",
      "image-autoencoder:downsampling=average", "image-autoencoder:latent-activation=tan",
      "image-autoencoder:initialisation=lecun", "image-autoencoder:dropout=1",
      "image-autoencoder:l1=-1", "image-autoencoder:l1=1,sparsity=1",
      "image-autoencoder:sparsity-target=1",
    ])
  func refusals(_ text: String) {
    #expect(throws: (any Error).self) { try ImageModelCatalogue.model(text) }
  }

  static var names: [String] { ImageModelCatalogue.all.names }
}
