import Foundation
import RDCore
import RDLatentCodes
import RDModelFiles
import RDNetworks
import RDQuantisers
import RDSources
import RDStreams
import Testing

@Suite("Learned codes of blocks")
struct LearnedBlockTests {
  private let seed = SeedPath(root: 61)
  private let source = Gaussian(mean: -0.71, standardDeviation: 2.385)

  @Test(
    "streams come back, and cost what the tables say", arguments: BlockAssignment.allCases,
    [QuantisationSurrogate.additiveNoise, .straightThrough])
  func roundTrip(_ assignment: BlockAssignment, _ surrogate: QuantisationSurrogate) throws {
    let model = try model(surrogate)
    let rated = RatedQuantiser(
      learned: model, tablesFrom: samples(7 * 400, "tables"), assignment: assignment)
    let code = try SequenceCode(
      rated, lengths: .ideal, sampleCount: 7 * 300, label: "test")
    // The last block is not complete.
    let samples = samples(7 * 300 - 2, "test")
    let sequence = code.quantise(samples)
    let measurement = SequenceMeasurement(
      of: sequence, by: code, samples: samples, mean: source.mean, variance: source.variance)
    let encoded = try code.encodeAndCheck(sequence, against: measurement.reconstruction)
    // A range coder ends within two words of the ideal length.
    let ideal = measurement.modelRatePerSample.bits * Double(samples.count)
    let actual = Double(8 * encoded.payloadByteCount)
    #expect(actual > ideal - 1 && actual < ideal + 64)
  }

  @Test("the search never costs more than rounding with the same tables")
  func search() throws {
    let model = try model(.additiveNoise)
    let rated = RatedQuantiser(
      learned: model, tablesFrom: samples(7 * 400, "tables"), assignment: .search)
    let searching = try #require(rated.quantiser as? LearnedBlockQuantiser)
    let rounding = searching.with(assignment: .nearest)
    let samples = samples(7 * 200, "test")
    func costs(_ quantiser: LearnedBlockQuantiser) -> Double {
      let symbols = quantiser.symbols(of: samples)
      let decoded = quantiser.reconstruction(of: symbols)
      var cost = 0.0
      for (sample, other) in zip(samples, decoded) {
        cost += model.architecture.distortionWeight * (sample - other) * (sample - other)
      }
      for (index, symbol) in symbols.enumerated() {
        cost += rated.idealBits(of: symbol, context: index % 7)
      }
      return cost
    }
    #expect(costs(searching) < costs(rounding))
  }

  @Test("any finite samples are coded")
  func outliers() throws {
    let rated = RatedQuantiser(
      learned: try model(.straightThrough), tablesFrom: samples(7 * 50, "tables"),
      assignment: .nearest)
    let code = try SequenceCode(
      rated, lengths: .ideal, sampleCount: 7 * 300, label: "test")
    let samples = [1e30, -1e30, 0, 1e-30, 7, -Double.greatestFiniteMagnitude, 5e5]
    let decoded = try StreamDecoder.decode(
      code.encode(samples).bytes, external: code.externalTables)
    #expect(decoded.count == 7 && decoded.allSatisfy(\.isFinite))
  }

  @Test(
    "a model file gives the same quantiser, and a damaged one an error",
    arguments: BlockAssignment.allCases)
  func modelFile(_ assignment: BlockAssignment) throws {
    let rated = RatedQuantiser(
      learned: try model(.additiveNoise), tablesFrom: samples(7 * 100, "tables"),
      assignment: assignment)
    let quantiser = try #require(rated.quantiser as? LearnedBlockQuantiser)
    let file = quantiser.file
    let back = try LearnedBlockQuantiser(of: ModelFile(file.bytes))
    #expect(back.file == file && back.rated.symbolProbabilities == rated.symbolProbabilities)
    let samples = samples(7 * 100, "test")
    #expect(back.symbols(of: samples) == quantiser.symbols(of: samples))
    func damaged(
      kind: String? = nil, architecture: String? = nil, dropping count: Int = 0,
      section: ([UInt8]) -> [UInt8]? = { $0 }
    ) -> ModelFile {
      ModelFile(
        kind: kind ?? file.kind, architecture: architecture ?? file.architecture,
        arrays: file.arrays.dropLast(count),
        sections: file.sections.compactMap { stored in
          section(stored.bytes).map { ModelFile.NamedSection(name: stored.name, bytes: $0) }
        })
    }
    for other in [
      damaged(kind: "dense-autoencoder"), damaged(dropping: 1), damaged(section: { _ in nil }),
      damaged(architecture: "block-code:length=4"), damaged(architecture: "block-code"),
      damaged(
        architecture: file.architecture.replacingOccurrences(of: "length=7", with: "length=9")),
      damaged(
        architecture: file.architecture.replacingOccurrences(
          of: "hidden=19", with: "hidden=4096/4096/4096")),
      damaged(section: { $0.dropLast(9) }), damaged(section: { $0 + [0] }),
      damaged(section: { [UInt8](repeating: 0xff, count: $0.count) }),
      damaged(section: { [UInt8](repeating: 0, count: $0.count) }),
    ] {
      #expect(throws: ModelFileError.self) { try LearnedBlockQuantiser(of: other) }
    }
  }

  /// A network of blocks of seven, trained for a moment.
  private func model(_ surrogate: QuantisationSurrogate) throws -> BlockCodeModel {
    let network = BlockCodeNetwork<Float>(
      BlockCodeArchitecture(
        blockLength: 7, hiddenWidths: [19], activation: .leakyReLU, surrogate: surrogate,
        distortionWeight: 0.6),
      batchCapacity: 32, seed: seed)
    let rows = try VectorRows(
      VectorBlock(
        count: 320, dimension: 7, elements: samples(7 * 320, "training").map { Float($0) }))
    let trainer = try Trainer(
      network, architecture: "\(network.architecture)",
      options: TrainingOptions(batchSize: 32, learningRate: 2e-3), rows: rows, seed: seed)
    for _ in 0..<20 { _ = try trainer.trainEpoch() }
    return BlockCodeModel(network)
  }

  private func samples(_ count: Int, _ role: String) -> [Double] {
    var stream = RandomStream(seed: seed["samples", role])
    return (0..<count).map { _ in source.sample(using: &stream) }
  }
}

extension RatedQuantiser {
  /// What a symbol costs under the designer's probabilities.
  fileprivate func idealBits(of symbol: Int32, context: Int) -> Double {
    -Foundation.log2(symbolProbabilities[context][Int(symbol)])
  }
}
