import RDCoding
import RDCore
import RDModelFiles
import RDNetworks
import RDQuantisers
import RDStreams

/// The model files of learned codes of blocks: the network's matrices, and a section with the rest of the code in bits.
///
/// In the section: whether the encoder searches (1), and for each latent the offset of its grid (64), the lowest number (folded to a number that is not
/// negative, an exponential Golomb code of order 2), how many numbers there are, less 2 (order 3), and their probabilities (64 each).
extension LearnedBlockQuantiser {
  /// The kind of model.
  package static let modelKind = BlockCodeArchitecture.name

  private static let codeSection = "latent-code"

  /// A model file from which ``init(of:)`` makes the same quantiser.
  package var file: ModelFile {
    var writer = BitWriter()
    writer.write(assignment == .search ? 1 : 0, bitCount: 1)
    for (offset, table) in zip(offsets, tables) {
      writer.write(Double(offset))
      writer.writeExponentialGolomb(NumberTable.folded(Int(table.lowest)), order: 2)
      writer.writeExponentialGolomb(UInt64(table.probabilities.count - 2), order: 3)
      for probability in table.probabilities { writer.write(probability) }
    }
    return ModelFile(
      kind: Self.modelKind, architecture: model.architecture.description,
      arrays: model.network(batchCapacity: 1).graph.modelArrays,
      sections: [ModelFile.NamedSection(name: Self.codeSection, bytes: writer.finish())])
  }

  /// The quantiser of a model file.
  ///
  /// - Throws: ``ModelFileError``, also for a model of another kind.
  package init(of file: ModelFile) throws(ModelFileError) {
    guard file.kind == Self.modelKind else {
      throw .otherKind(expected: Self.modelKind, found: file.kind)
    }
    let model = try BlockCodeModel(of: file)
    guard let section = file.section(Self.codeSection) else {
      throw .missing(part: "section '\(Self.codeSection)'")
    }
    do throws(CodingError) {
      var reader = BitReader(section)
      let isSearching = try reader.read(bitCount: 1) == 1
      var offsets: [Float] = []
      var tables: [LatentTable] = []
      for _ in 0..<model.architecture.blockLength {
        offsets.append(Float(try reader.readNumbers(1)[0]))
        let (lowest, count) = try LearnedTables.range(from: &reader)
        tables.append(
          LatentTable(lowest: lowest, probabilities: try reader.readNumbers(count)))
      }
      try reader.finish()
      guard tables.allSatisfy(\.isDistribution), offsets.allSatisfy({ abs($0) <= 0.5 }) else {
        throw .damagedTable(
          reason: "the probabilities of a latent do not add up to 1, or its offset is above 1/2")
      }
      self.init(
        model: model, offsets: offsets, tables: tables,
        assignment: isSearching ? .search : .nearest)
    } catch {
      throw .damaged(reason: "the code of its latents cannot be read. \(error)")
    }
  }

  /// The quantiser with the probabilities of its symbols, for an entropy code.
  package var rated: RatedQuantiser {
    RatedQuantiser(quantiser: self, symbolProbabilities: tables.map(\.probabilities))
  }

  /// Its name in streams and tables.
  package var label: String {
    model.architecture.hiddenWidths.isEmpty ? "learned-linear" : "learned"
  }

  /// Finds the quantiser that a stream names among several.
  package static func externalTables(among quantisers: [Self]) -> ExternalTablesReader {
    { reader throws(CodingError) in
      var start = reader
      let digest = try LearnedTables.digest(from: &start)
      guard let quantiser = quantisers.first(where: { $0.model.fingerprint == digest }) else {
        // The error names the two models.
        guard let first = quantisers.first else {
          throw .damagedTable(
            reason: "no model is given for it, which is \(String(digest, radix: 16))")
        }
        return try first.decoderTables(from: &reader)
      }
      return try quantiser.decoderTables(from: &reader)
    }
  }
}

extension BlockCodeModel {
  /// The networks of a model file.
  ///
  /// - Throws: ``ModelFileError``.
  fileprivate init(of file: ModelFile) throws(ModelFileError) {
    let network: BlockCodeNetwork<Float>
    do {
      let architecture = try BlockCodeArchitecture(Descriptor(parsing: file.architecture))
      // Before memory is allocated for the network.
      guard file.arrays.reduce(0, { $0 + $1.numbers.count }) >= architecture.layerParameterCount
      else { throw ModelFileError.damaged(reason: "it has too few numbers") }
      network = BlockCodeNetwork<Float>(
        architecture, batchCapacity: 1, seed: SeedPath(root: 0))
    } catch {
      throw error as? ModelFileError
        ?? .damaged(reason: "'\(file.architecture)' is not an architecture")
    }
    try network.graph.setParameters(of: file)
    self.init(network)
  }
}
