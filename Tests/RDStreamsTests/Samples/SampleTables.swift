import RDCoding
import RDQuantisers
import RDStreams

/// A quantiser of the tests, as tables that name it.
struct SampleTables<Quantiser: SequenceQuantiser>: QuantiserTables {
  let quantiser: Quantiser

  /// What stands for the quantiser in a stream.
  static var name: UInt64 { 0xa5 }

  func write(to writer: inout BitWriter) { writer.write(Self.name, bitCount: 8) }

  static func read(_ reader: inout BitReader, _ quantiser: Quantiser) throws(CodingError) -> Self {
    guard try reader.read(bitCount: 8) == name else {
      throw .damagedTable(reason: "it is another quantiser")
    }
    return Self(quantiser: quantiser)
  }

  var blockLength: Int { quantiser.blockLength }
  var symbolsPerBlock: Int { quantiser.symbolsPerBlock }
  var alphabetSizes: [Int] { quantiser.alphabetSizes }

  func makeDecoderState(sampleCount: Int) -> Quantiser.State { quantiser.makeDecoderState() }
}
