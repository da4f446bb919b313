import RDCoding
import RDQuantisers
import RDVectorQuantisation

/// The decoder of a vector quantiser: its codewords.
package struct CodewordTables: QuantiserTablesFamily {
  package let blockLength: Int
  private let numbers: NumberTable
  private let codewords: [Double]
  private static let blockLimit = 64

  package init?(of quantiser: any SequenceQuantiser) {
    guard let quantiser = quantiser as? VectorQuantiser, quantiser.blockLength <= Self.blockLimit
    else { return nil }
    blockLength = quantiser.blockLength
    // The resolution is the least distance between the components of codewords, as if these were on a grid.
    let spread = quantiser.codewords.reduce(0) { max($0, abs($1)) }
    numbers = NumberTable(
      quantiser.codewords, resolution: spread / Double(quantiser.penalties.count))
    codewords = numbers.values
  }

  package init(from reader: inout BitReader) throws(CodingError) {
    blockLength = Int(try reader.readExponentialGolomb()) + 1
    numbers = try NumberTable(from: &reader)
    codewords = numbers.values
    guard blockLength <= Self.blockLimit, codewords.count.isMultiple(of: blockLength),
      codewords.count >= 2 * blockLength
    else {
      throw .damagedTable(reason: "\(codewords.count) numbers are no blocks of \(blockLength)")
    }
  }

  package func write(to writer: inout BitWriter) {
    writer.writeExponentialGolomb(UInt64(blockLength - 1))
    numbers.write(to: &writer)
  }

  package var symbolsPerBlock: Int { 1 }
  package var alphabetSizes: [Int] { [codewords.count / blockLength] }

  package func makeDecoderState(sampleCount: Int) -> VectorQuantiser.CodewordDecoderState {
    VectorQuantiser.CodewordDecoderState(codewords: codewords, blockLength: blockLength)
  }
}
