import RDCoding
import RDCore
import RDModelFiles

extension TransformCodec {
  package static let kind = "transform-codec"
  private static let codeSection = "latent-code"
  private static let quantisationArray = "quantisation"

  package var modelFile: ModelFile {
    var writer = BitWriter()
    latentModel.write(to: &writer)
    let quantisation = ModelFile.NamedArray(
      name: Self.quantisationArray, rows: 1, columns: architecture.latentChannels,
      numbers: quantisation.distortionWeights)
    return ModelFile(
      kind: Self.kind, architecture: "\(architecture.summary),lambda=\(lambda)",
      arrays: network.graph.modelArrays + [quantisation],
      sections: [ModelFile.NamedSection(name: Self.codeSection, bytes: writer.finish())])
  }

  /// The codec of a model file.
  ///
  /// - Throws: ``ModelFileError`` for the file of another kind of model, or with inconsistent parts.
  package init(_ file: ModelFile) throws(ModelFileError) {
    guard file.kind == Self.kind else {
      throw .otherKind(expected: Self.kind, found: file.kind)
    }
    guard let (architecture, lambda) = try? Self.architecture(file.architecture) else {
      throw .damaged(reason: "'\(file.architecture)' is not an architecture")
    }
    // Before memory is allocated for the network.
    guard file.arrays.reduce(0, { $0 + $1.numbers.count }) >= architecture.weightCount else {
      throw .damaged(reason: "its arrays are too small for '\(file.architecture)'")
    }
    let network = TransformCodecNetwork<Float>(
      architecture, height: architecture.stride, width: architecture.stride, batchCapacity: 1,
      lambda: lambda, seed: SeedPath(root: 0))
    try network.graph.setParameters(of: file)
    guard let code = file.section(Self.codeSection) else {
      throw .missing(part: "section '\(Self.codeSection)'")
    }
    let channels = architecture.latentChannels
    let quantisation = try file.array(Self.quantisationArray)
    guard quantisation.rows == 1, quantisation.columns == channels,
      quantisation.numbers.allSatisfy(\.isFinite)
    else { throw .damaged(reason: "its quantisation is that of another network") }
    let model: LatentContextModel
    do {
      var reader = BitReader(code)
      model = try LatentContextModel(from: &reader)
      try reader.finish()
    } catch {
      throw .damaged(reason: "the code of its latents cannot be read. \(error)")
    }
    guard model.channels == channels else {
      throw .damaged(reason: "the code of its latents is that of another network")
    }
    self.init(
      architecture: architecture,
      parameters: network.graph.parameters.map { network.graph.numbers(of: $0) }, lambda: lambda,
      latentModel: model,
      quantisation: LatentQuantisation(distortionWeights: quantisation.numbers))
  }

  /// The smallest network with these parameters.
  private var network: TransformCodecNetwork<Float> {
    let network = TransformCodecNetwork<Float>(
      architecture, height: architecture.stride, width: architecture.stride, batchCapacity: 1,
      lambda: lambda, seed: SeedPath(root: 0))
    for (parameter, numbers) in zip(network.graph.parameters, parameters) {
      network.graph.setNumbers(of: parameter, to: numbers)
    }
    return network
  }

  private static func architecture(_ text: String) throws -> (TransformCodecArchitecture, Double) {
    let descriptor = try Descriptor(parsing: text)
    let lambda = try descriptor.requiredNumber("lambda", expected: "a positive number") { $0 > 0 }
    let shape = Descriptor(
      name: descriptor.name, parameters: descriptor.parameters.filter { $0.key != "lambda" })
    return (try TransformCodecArchitecture(parsing: shape.description), lambda)
  }
}
