import RDCoding
import RDQuantisers
import RDScalarQuantisation

/// The decoder of a scalar quantiser: its levels.
package struct ScalarTables: QuantiserTablesFamily {
  private let numbers: NumberTable
  private let levels: [Double]

  package init?(of quantiser: any SequenceQuantiser) {
    guard let quantiser = quantiser as? ScalarQuantiser, quantiser.levelCount >= 2 else {
      return nil
    }
    let distances = zip(quantiser.levels.dropFirst(), quantiser.levels).map { $0 - $1 }
    numbers = NumberTable(quantiser.levels, resolution: distances.min() ?? 0)
    levels = numbers.values
  }

  package init(from reader: inout BitReader) throws(CodingError) {
    numbers = try NumberTable(from: &reader)
    levels = numbers.values
    guard levels.count >= 2 else { throw .damagedTable(reason: "there is one level") }
  }

  package func write(to writer: inout BitWriter) { numbers.write(to: &writer) }

  package var blockLength: Int { 1 }
  package var symbolsPerBlock: Int { 1 }
  package var alphabetSizes: [Int] { [levels.count] }

  package func makeDecoderState(sampleCount: Int) -> ScalarQuantiser.LevelDecoderState {
    ScalarQuantiser.LevelDecoderState(levels: levels)
  }
}
