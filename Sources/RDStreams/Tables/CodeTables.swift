import RDCoding
import RDQuantisers
import RealModule

/// A decoder of sequences: the tables of a quantiser and the models of its symbols, as a stream has them.
///
/// In bits: the index of the family (8), the quantiser's tables, and for each context whose model does not follow from them whether its model is that
/// of the context before (1), the same with the symbols in reverse order (2), one of equal frequencies whose precision follows (3; 5 bits), or one of its own
/// that follows (0), in 2 bits.
package struct CodeTables: Sendable {
  /// The families of quantisers that a stream can hold, by name.
  ///
  /// Streams have the index of the family in this list, so a new one goes to the end.
  static let families: KeyValuePairs<String, any QuantiserTablesFamily.Type> = [
    "scalar": ScalarTables.self, "trellis": TrellisTables.self,
    "codewords": CodewordTables.self, "lattice": LatticeTables.self, "polar": PolarTables.self,
  ]

  /// Stands in the place of a family for tables that name a decoder outside of the stream.
  static let externalFamily = 0xfe

  private let family: Int
  package let quantiser: any QuantiserTables

  /// The model of the symbols in each context, shape `[contextCount]`.
  package let models: [SymbolModel]

  /// The tables of a quantiser, with frequencies as fine as pays for `sampleCount` samples.
  ///
  /// - Parameters:
  ///   - rated: the quantiser.
  ///   - lengths: how its symbols become bits.
  ///   - sampleCount: samples of the sequence.
  ///   - method: its name, for errors.
  /// - Throws: ``StreamError`` if no family takes the quantiser, or for an alphabet that no model holds.
  package init(
    of rated: RatedQuantiser, lengths: SymbolLengths, sampleCount: Int, method: String
  ) throws(StreamError) {
    var found: (family: Int, quantiser: any QuantiserTables)?
    if let quantiser = rated.quantiser as? any ExternallyDecodedQuantiser {
      found = (Self.externalFamily, quantiser.decoderTables)
    }
    for (index, family) in Self.families.enumerated() where found == nil {
      found = family.value.init(of: rated.quantiser).map { (index, $0) }
    }
    guard let found else {
      throw .noTables(method: method, families: Self.families.map(\.key))
    }
    (family, quantiser) = found
    var models = quantiser.impliedModels
    let own = rated.symbolProbabilities.dropFirst(models.count)
    let blocks = (sampleCount + quantiser.blockLength - 1) / quantiser.blockLength
    let expectedCount = Double(blocks * quantiser.symbolsPerBlock) / Double(max(own.count, 1))
    for probabilities in own {
      do throws(CodingError) {
        models.append(
          try Self.model(
            probabilities, isUniform: lengths == .equal, expectedCount: expectedCount))
      } catch {
        throw .noModel(method: method, reason: "\(error)")
      }
    }
    self.models = models
  }

  /// The model that makes a file shortest: fine frequencies fit better, coarse ones are stored in fewer bits.
  private static func model(
    _ probabilities: [Double], isUniform: Bool, expectedCount: Double
  ) throws(CodingError) -> SymbolModel {
    let least = max(Int.bitWidth - (probabilities.count - 1).leadingZeroBitCount, 1)
    if isUniform {
      let isPowerOfTwo = probabilities.count == 1 << least
      return try SymbolModel(
        uniformOver: probabilities.count, precision: isPowerOfTwo ? least : max(16, least))
    }
    var best: (model: SymbolModel, bits: Double)?
    for precision in stride(from: max(8, least), through: max(20, least), by: 2) {
      let model = try SymbolModel(probabilities: probabilities, precision: precision)
      var writer = BitWriter()
      model.write(to: &writer)
      let bits =
        Double(writer.bitCount)
        + expectedCount * model.redundancy(under: probabilities).bits
      if best.map({ bits < $0.bits }) ?? true { best = (model, bits) }
    }
    guard let best else { throw .invalidPrecision(least) }
    let uniform = try SymbolModel(uniformOver: probabilities.count, precision: max(16, least))
    let uniformBits = 7 + expectedCount * uniform.redundancy(under: probabilities).bits
    return uniformBits < best.bits ? uniform : best.model
  }

  package func write(to writer: inout BitWriter) {
    writer.write(UInt64(family), bitCount: 8)
    quantiser.write(to: &writer)
    var before: SymbolModel?
    for model in models.dropFirst(quantiser.impliedModels.count) {
      if model == before {
        writer.write(1, bitCount: 2)
      } else if let uniform = try? SymbolModel(
        uniformOver: model.symbolCount, precision: model.precision), model == uniform
      {
        writer.write(3, bitCount: 2)
        writer.write(UInt64(model.precision), bitCount: 5)
      } else if let before, model.precision == before.precision,
        model.frequencies == before.frequencies.reversed()
      {
        writer.write(2, bitCount: 2)
      } else {
        writer.write(0, bitCount: 2)
        model.write(to: &writer)
      }
      before = model
    }
  }

  /// Reads a quantiser and its models.
  ///
  /// - Parameters:
  ///   - reader: of the tables.
  ///   - external: reads tables that name a decoder outside of the stream; without it they are refused.
  /// - Throws: `CodingError` for bits that are not one.
  init(
    from reader: inout BitReader, external: ExternalTablesReader?
  ) throws(CodingError) {
    family = Int(try reader.read(bitCount: 8))
    if family == Self.externalFamily, let external {
      quantiser = try external(&reader)
    } else {
      guard Self.families.indices.contains(family) else {
        throw .damagedTable(
          reason: family == Self.externalFamily
            ? "its decoder is a model outside of the stream"
            : "\(family) is not a family of quantisers")
      }
      quantiser = try Self.families[family].value.init(from: &reader)
    }
    var models = quantiser.impliedModels
    let impliedCount = models.count
    for size in quantiser.alphabetSizes.dropFirst(impliedCount) {
      let before = models.count > impliedCount ? models.last : nil
      let model: SymbolModel
      switch (try reader.read(bitCount: 2), before) {
      case (0, _): model = try SymbolModel(from: &reader)
      case (1, let before?): model = before
      case (2, let before?):
        model = try SymbolModel(
          frequencies: before.frequencies.reversed(), precision: before.precision)
      case (3, _):
        model = try SymbolModel(uniformOver: size, precision: Int(try reader.read(bitCount: 5)))
      default: throw .damagedTable(reason: "a context has no model")
      }
      guard model.symbolCount == size else {
        throw .damagedTable(reason: "\(size) symbols have \(model.symbolCount) frequencies")
      }
      models.append(model)
    }
    self.models = models
  }

  /// How many symbols a sequence of `sampleCount` samples has, the last block filled up.
  package func symbolCount(sampleCount: Int) -> Int {
    (sampleCount + quantiser.blockLength - 1) / quantiser.blockLength * quantiser.symbolsPerBlock
  }

  /// What codes the symbols of a sequence of `sampleCount` samples.
  func makeCoder(sampleCount: Int) -> any SymbolCoder {
    let blocks = (sampleCount + quantiser.blockLength - 1) / quantiser.blockLength
    return quantiser.makeCoder(sampleCount: blocks * quantiser.blockLength, models: models)
  }

  /// The samples of a sequence of symbols, with those that fill up the last block.
  package func reconstruction(of symbols: [Int32]) -> [Double] {
    reconstruction(of: symbols, by: quantiser)
  }

  private func reconstruction(
    of symbols: [Int32], by quantiser: some QuantiserTables
  ) -> [Double] {
    let blocks = symbols.count / quantiser.symbolsPerBlock
    var state = quantiser.makeDecoderState(sampleCount: blocks * quantiser.blockLength)
    var samples: [Double] = []
    samples.reserveCapacity(blocks * quantiser.blockLength)
    symbols.withUnsafeBufferPointer { state.advance(by: $0, appendingTo: &samples) }
    return samples
  }
}
