import RDCoding
import RDQuantisers
import RDTrellisQuantisation

/// The decoder of a trellis-coded quantiser: its parity checks and its levels.
package struct TrellisTables: QuantiserTablesFamily {
  private let code: TrellisCode
  private let numbers: NumberTable
  private let levels: [Double]

  /// The longest memory that is read, in branches: the tables of a decoder state grow with two to its power.
  private static let memoryLimit = 16

  package init?(of quantiser: any SequenceQuantiser) {
    guard let quantiser = quantiser as? TrellisQuantiser, quantiser.code.memory <= Self.memoryLimit
    else { return nil }
    code = quantiser.code
    let distances = zip(quantiser.levels.dropFirst(), quantiser.levels).map { $0 - $1 }.sorted()
    // Levels that were trained may swap at the ends, where hardly a sample is.
    numbers = NumberTable(quantiser.levels, resolution: distances[distances.count / 4])
    levels = numbers.values
  }

  package init(from reader: inout BitReader) throws(CodingError) {
    let halfCheck = Int(try reader.readExponentialGolomb(order: 8))
    let unionCheck = Int(try reader.readExponentialGolomb(order: 8))
    let memory = Int.bitWidth - 1 - halfCheck.leadingZeroBitCount
    guard (2...Self.memoryLimit).contains(memory), halfCheck & 1 == 1, unionCheck & 1 == 0,
      unionCheck > 0, unionCheck < 1 << memory
    else { throw .damagedTable(reason: "its parity checks are those of no trellis") }
    code = TrellisCode(h0: halfCheck, h1: unionCheck)
    numbers = try NumberTable(from: &reader)
    levels = numbers.values
    guard levels.count.isMultiple(of: 4) else {
      throw .damagedTable(reason: "four subsets cannot share \(levels.count) levels")
    }
  }

  package func write(to writer: inout BitWriter) {
    writer.writeExponentialGolomb(UInt64(code.halfCheck), order: 8)
    writer.writeExponentialGolomb(UInt64(code.unionCheck), order: 8)
    numbers.write(to: &writer)
  }

  package var blockLength: Int { 1 }
  package var symbolsPerBlock: Int { 1 }

  /// Each union has half of the levels.
  package var alphabetSizes: [Int] { [levels.count / 2, levels.count / 2] }

  package func makeDecoderState(sampleCount: Int) -> TrellisDecoderState {
    TrellisDecoderState(code: code, levels: levels)
  }
}
