import RDCore
import RDModelFiles
import RDNetworks

/// The transform codec as a model of `rdtool train`.
package struct TransformCodecModel: ImageModel {
  package static let name = TransformCodec.kind
  static let summary =
    "strided convolutions with a learned entropy code, trained for bits + lambda * squared error: lambda=120,filters=32,latents=48,kernel=5,layers=3,nonlinearity=gdn,surrogate=mixed"

  package let architecture: TransformCodecArchitecture

  /// The Lagrangian weight of a unit of squared error of an image, in bits, samples from 0 to 1.
  let lambda: Double
  package let surrogate: TransformCodecArchitecture.Surrogate

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError`, `UnknownName`.
  package init(_ descriptor: Descriptor) throws {
    var parameters = descriptor.parameters
    try descriptor.checkKeys([
      "lambda", "filters", "latents", "kernel", "layers", "nonlinearity", "surrogate",
    ])
    lambda = try descriptor.number(
      "lambda", default: 120, expected: "a positive number", where: { $0 > 0 })
    let name = descriptor.text("surrogate") ?? TransformCodecArchitecture.Surrogate.mixed.rawValue
    guard let surrogate = TransformCodecArchitecture.Surrogate(rawValue: name) else {
      throw UnknownName(
        kind: "surrogate", name: name,
        known: TransformCodecArchitecture.Surrogate.allCases.map(\.rawValue))
    }
    self.surrogate = surrogate
    parameters.removeAll { $0.key == "lambda" || $0.key == "surrogate" }
    let defaults = try Descriptor(parsing: TransformCodecArchitecture().summary).parameters
    parameters += defaults.filter { one in !parameters.contains { $0.key == one.key } }
    architecture = try TransformCodecArchitecture(
      parsing: Descriptor(name: Self.name, parameters: parameters).description)
  }

  package var descriptor: Descriptor {
    Descriptor(
      name: Self.name,
      parameters: [("lambda", String(lambda))] + architectureKeys.parameters
        + [("surrogate", surrogate.rawValue)])
  }

  package var architectureKeys: Descriptor {
    let parameters = try? Descriptor(parsing: architecture.summary).parameters
    return Descriptor(name: Self.name, parameters: parameters ?? [])
  }

  package var isOfOneShape: Bool { false }

  package func network(
    for shape: ImageShape, shardCapacity: Int, shardCount: Int, seed: SeedPath
  ) throws -> any TrainableNetwork {
    try architecture.check(shape)
    return TransformCodecNetwork<Float>(
      architecture, height: shape.height, width: shape.width, batchCapacity: shardCapacity,
      shardCount: shardCount, surrogate: surrogate, lambda: lambda, seed: seed)
  }

  package func file(
    of network: any TrainableNetwork, shape: ImageShape, rows: any TrainingRows
  ) throws -> ModelFile {
    guard let network = network as? TransformCodecNetwork<Float>, let rows = rows as? ImageRows
    else { preconditionFailure("the network and the rows are those that were trained with") }
    return try TransformCodec(
      fitting: network, architecture: architecture, lambda: lambda,
      to: TransformCodec.fittingImages(of: rows.sets),
      seed: SeedPath(root: 0)["model", "fitting"]
    ).modelFile
  }

  package static func codec(of file: ModelFile) throws(ModelFileError) -> any LearnedImageCodec {
    try TransformCodec(file)
  }
}

extension TransformCodec {
  /// The number of pixels for fitting an entropy code; more have no significant effect.
  private static let fittingPixels = 1 << 24

  /// The first images, for fitting an entropy code.
  package static func fittingImages(of sets: [any ImageSet]) -> [ImageBlock] {
    var rest = fittingPixels
    var chosen: [ImageBlock] = []
    for set in sets where rest > 0 {
      let count = min(set.count, max(1, rest / set.shape.pixelCount))
      chosen.append(set.first(count))
      rest -= count * set.shape.pixelCount
    }
    return chosen
  }
}
