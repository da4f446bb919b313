import RDCodecs
import RDCore
import RDLearning
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
    "what makes no model is refused",
    arguments: [
      "dense", "dense-autoencoder:latents=0", "dense-autoencoder:latents=1.5",
      "dense-autoencoder:hidden=3/x", "dense-autoencoder:activation=tan",
      "dense-autoencoder:dropout=1", "dense-autoencoder:beta=-1",
    ])
  func refusals(_ text: String) {
    #expect(throws: (any Error).self) { try ImageModelCatalogue.model(text) }
  }

  static var names: [String] { ImageModelCatalogue.all.names }
}
