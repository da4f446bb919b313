import RDCoding
import RDQuantisers
import RDVectorQuantisation

/// A stored vector quantiser: its codewords.
package struct StoredCodewords: StoredQuantiser {
  /// Samples of a block, `k`.
  package let blockLength: Int
  private let numbers: StoredNumbers
  private let codewords: [Double]

  /// The longest block that is read.
  private static let blockLimit = 64

  /// The codewords of a vector quantiser.
  package init?(storing quantiser: any SequenceQuantiser) {
    guard let quantiser = quantiser as? VectorQuantiser, quantiser.blockLength <= Self.blockLimit
    else { return nil }
    blockLength = quantiser.blockLength
    // Codewords are about as far apart as those numbers of a block that differ least, were they laid out in a grid.
    let spread = quantiser.codewords.reduce(0) { max($0, abs($1)) }
    numbers = StoredNumbers(
      quantiser.codewords, resolution: spread / Double(quantiser.penalties.count))
    codewords = numbers.values
  }

  /// Reads codewords, at least two.
  package init(from reader: inout BitReader) throws(CodingError) {
    blockLength = Int(try reader.readExponentialGolomb()) + 1
    numbers = try StoredNumbers(from: &reader)
    codewords = numbers.values
    guard blockLength <= Self.blockLimit, codewords.count.isMultiple(of: blockLength),
      codewords.count >= 2 * blockLength
    else {
      throw .damagedTable(reason: "\(codewords.count) numbers are no blocks of \(blockLength)")
    }
  }

  /// Stores the codewords.
  package func write(to writer: inout BitWriter) {
    writer.writeExponentialGolomb(UInt64(blockLength - 1))
    numbers.write(to: &writer)
  }

  /// One symbol.
  package var symbolsPerBlock: Int { 1 }

  /// One context.
  package var alphabetSizes: [Int] { [codewords.count / blockLength] }

  /// A decoder state, which needs no memory.
  package func makeDecoderState(sampleCount: Int) -> VectorQuantiser.CodewordDecoderState {
    VectorQuantiser.CodewordDecoderState(codewords: codewords, blockLength: blockLength)
  }
}
