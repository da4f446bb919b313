import RDCoding
import RDCore
import RDStreams

/// What a stream has of a learned code of blocks: a digest of the networks, which a decoder must be given, and the numbers that each
/// latent may be.
///
/// In bits: the digest (64), and for each latent the lowest number (folded to a number that is not negative, an exponential Golomb code of order
/// 2) and how many numbers there are, less 2 (order 3).
struct LearnedTables: QuantiserTables {
  let quantiser: LearnedBlockQuantiser

  func write(to writer: inout BitWriter) {
    let digest = quantiser.model.fingerprint
    writer.write(digest >> 32, bitCount: 32)
    writer.write(digest & 0xffff_ffff, bitCount: 32)
    for table in quantiser.tables {
      writer.writeExponentialGolomb(NumberTable.folded(Int(table.lowest)), order: 2)
      writer.writeExponentialGolomb(UInt64(table.probabilities.count - 2), order: 3)
    }
  }

  var blockLength: Int { quantiser.blockLength }
  var symbolsPerBlock: Int { quantiser.symbolsPerBlock }
  var alphabetSizes: [Int] { quantiser.alphabetSizes }

  func makeDecoderState(sampleCount: Int) -> LearnedBlockDecoderState {
    quantiser.makeDecoderState()
  }

  /// Reads the digest of the networks.
  static func digest(from reader: inout BitReader) throws(CodingError) -> UInt64 {
    try reader.read(bitCount: 32) << 32 | reader.read(bitCount: 32)
  }

  /// Reads which numbers a latent may be.
  static func range(
    from reader: inout BitReader
  ) throws(CodingError) -> (lowest: Int32, count: Int) {
    let lowest = NumberTable.unfolded(try reader.readExponentialGolomb(order: 2))
    let further = try reader.readExponentialGolomb(order: 3)
    guard (-(1 << 24)...(1 << 24)).contains(lowest), further < 1 << 20 else {
      throw .damagedTable(reason: "a latent has \(further) numbers from \(lowest) on")
    }
    return (Int32(lowest), Int(further) + 2)
  }
}

extension LearnedBlockQuantiser: ExternallyDecodedQuantiser {
  package var decoderTables: any QuantiserTables { LearnedTables(quantiser: self) }

  package func decoderTables(
    from reader: inout BitReader
  ) throws(CodingError) -> any QuantiserTables {
    let digest = try LearnedTables.digest(from: &reader)
    guard digest == model.fingerprint else {
      let (stream, own) = (String(digest, radix: 16), String(model.fingerprint, radix: 16))
      throw .damagedTable(reason: "it was coded with the model \(stream), not \(own)")
    }
    var tables: [LatentTable] = []
    for _ in 0..<symbolsPerBlock {
      let (lowest, count) = try LearnedTables.range(from: &reader)
      // A decoder does not ask for the probabilities: the models are in the stream.
      tables.append(LatentTable(lowest: lowest, count: count))
    }
    return LearnedTables(
      quantiser: LearnedBlockQuantiser(
        model: model, offsets: offsets, tables: tables, assignment: assignment))
  }
}
