import RDCoding
import RDPolarQuantisation
import RDQuantisers

/// The decoder of a polar quantiser: length, fractions of sent bits, prior soft bits and levels.
///
/// Which bits are sent follows from these.
package struct PolarTables: QuantiserTablesFamily {
  private let code: PolarCode
  private let numbers: NumberTable

  package init?(of quantiser: any SequenceQuantiser) {
    guard let quantiser = quantiser as? PolarQuantiser else { return nil }
    let code = quantiser.code
    let distances = zip(code.levels.dropFirst(), code.levels).map { $0 - $1 }
    let numbers = NumberTable(code.levels, resolution: distances.min() ?? 0)
    guard
      let stored = PolarCode(
        exponent: code.exponent, sentCounts: code.sentCounts, firstBias: code.firstBias,
        secondSoftBits: code.secondSoftBits, levels: numbers.values)
    else { return nil }
    self.code = stored
    self.numbers = numbers
  }

  package init(from reader: inout BitReader) throws(CodingError) {
    let exponent = Int(try reader.read(bitCount: 5))
    let sentCounts = (
      first: Int(try reader.read(bitCount: 11)), second: Int(try reader.read(bitCount: 11))
    )
    let firstBias = try Self.single(from: &reader)
    let secondSoftBits = (try Self.single(from: &reader), try Self.single(from: &reader))
    numbers = try NumberTable(from: &reader)
    let levels = numbers.values
    // With fewer levels the residual indices would take no bits, and an empty stream could claim any number of them.
    guard levels.count >= 8,
      let code = PolarCode(
        exponent: exponent, sentCounts: sentCounts, firstBias: firstBias,
        secondSoftBits: secondSoftBits, levels: levels)
    else { throw .damagedTable(reason: "its numbers are those of no polar code") }
    self.code = code
  }

  package func write(to writer: inout BitWriter) {
    writer.write(UInt64(code.exponent), bitCount: 5)
    writer.write(UInt64(code.sentCounts.first), bitCount: 11)
    writer.write(UInt64(code.sentCounts.second), bitCount: 11)
    for bias in [code.firstBias, code.secondSoftBits.0, code.secondSoftBits.1] {
      writer.write(UInt64(bias.bitPattern), bitCount: 32)
    }
    numbers.write(to: &writer)
  }

  package var blockLength: Int { PolarCode.pieceLength }
  package var symbolsPerBlock: Int { code.symbolsPerPiece }

  /// Bits in their contexts, then the residual indices in each coset.
  package var alphabetSizes: [Int] { code.alphabetSizes }

  package var impliedModels: [SymbolModel] { Self.bitModels }

  /// The models of bits, which are the same for all codes: powers of two and sums of two of them, so exact everywhere.
  private static let bitModels: [SymbolModel] = PolarCode.bitProbabilities.map { probability in
    guard
      let model = try? SymbolModel(probabilities: [1 - probability, probability], precision: 20)
    else { preconditionFailure("two probabilities have a model") }
    return model
  }

  package func makeDecoderState(sampleCount: Int) -> PolarDecoderState {
    code.makeDecoderState(pieceCount: sampleCount / PolarCode.pieceLength)
  }

  private static func single(from reader: inout BitReader) throws(CodingError) -> Float {
    Float(bitPattern: UInt32(try reader.read(bitCount: 32)))
  }
}
