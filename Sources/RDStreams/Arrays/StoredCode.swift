import RDCoding
import RDQuantisers
import RealModule

/// A quantiser and the models of its symbols, as stored in a file.
///
/// Stored are the index of the family (8 bits), the quantiser, and for each context whose model does not follow from it whether its model is that of the
/// context before (1), the same with the symbols the other way round (2), or one of its own that follows (0), in 2 bits.
package struct StoredCode: Sendable {
  /// The families of quantisers that can be stored, by name.
  ///
  /// Files store the index of the family in this list, so a new one is appended.
  static let families: KeyValuePairs<String, any StoredQuantiser.Type> = [
    "scalar": StoredScalar.self, "trellis": StoredTrellis.self,
    "codewords": StoredCodewords.self, "lattice": StoredLattice.self, "polar": StoredPolar.self,
  ]

  private let family: Int
  package let quantiser: any StoredQuantiser

  /// The model of the symbols in each context, shape `[contextCount]`.
  package let models: [SymbolModel]

  /// The stored form of a quantiser, with frequencies of the precision that is best for `sampleCount` samples.
  ///
  /// - Returns: `nil` if no family can store the quantiser.
  /// - Throws: `CodingError` for an alphabet that is too large for a model.
  init?(_ rated: RatedQuantiser, sampleCount: Int) throws(CodingError) {
    var found: (family: Int, quantiser: any StoredQuantiser)?
    for (index, family) in Self.families.enumerated() where found == nil {
      found = family.value.init(storing: rated.quantiser).map { (index, $0) }
    }
    guard let found else { return nil }
    (family, quantiser) = found
    var models = quantiser.impliedModels
    let stored = rated.symbolProbabilities.dropFirst(models.count)
    let blocks = (sampleCount + quantiser.blockLength - 1) / quantiser.blockLength
    let share = Double(blocks * quantiser.symbolsPerBlock) / Double(max(stored.count, 1))
    for probabilities in stored {
      models.append(
        try Self.model(
          probabilities, isUniform: rated.fixedRatePerSample != nil, expectedCount: share))
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
    return best.model
  }

  package func write(to writer: inout BitWriter) {
    writer.write(UInt64(family), bitCount: 8)
    quantiser.write(to: &writer)
    var before: SymbolModel?
    for model in models.dropFirst(quantiser.impliedModels.count) {
      if model == before {
        writer.write(1, bitCount: 2)
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
  /// - Throws: `CodingError` for bits that are not one.
  init(from reader: inout BitReader) throws(CodingError) {
    family = Int(try reader.read(bitCount: 8))
    guard Self.families.indices.contains(family) else {
      throw .damagedTable(reason: "there is no family \(family) of quantisers")
    }
    quantiser = try Self.families[family].value.init(from: &reader)
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
      default: throw .damagedTable(reason: "a context has no model")
      }
      guard model.symbolCount == size else {
        throw .damagedTable(reason: "\(size) symbols have \(model.symbolCount) frequencies")
      }
      models.append(model)
    }
    self.models = models
  }

  /// The number of symbols of a sequence of `sampleCount` samples, the last block padded.
  package func symbolCount(sampleCount: Int) -> Int {
    (sampleCount + quantiser.blockLength - 1) / quantiser.blockLength * quantiser.symbolsPerBlock
  }

  /// The coder of the symbols of a sequence of `sampleCount` samples.
  func makeCoder(sampleCount: Int) -> any SymbolCoder {
    coder(of: quantiser, sampleCount: sampleCount)
  }

  private func coder(of quantiser: some StoredQuantiser, sampleCount: Int) -> any SymbolCoder {
    let blocks = (sampleCount + quantiser.blockLength - 1) / quantiser.blockLength
    return SequenceCoder(
      decoderState: quantiser.makeDecoderState(sampleCount: blocks * quantiser.blockLength),
      models: models)
  }
}
