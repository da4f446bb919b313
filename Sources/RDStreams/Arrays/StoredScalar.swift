import RDCoding
import RDQuantisers
import RDScalarQuantisation

/// A stored scalar quantiser: its levels.
package struct StoredScalar: StoredQuantiser {
  private let numbers: StoredNumbers
  private let levels: [Double]

  /// The levels of a scalar quantiser.
  package init?(storing quantiser: any SequenceQuantiser) {
    guard let quantiser = quantiser as? ScalarQuantiser, quantiser.levelCount >= 2 else {
      return nil
    }
    let distances = zip(quantiser.levels.dropFirst(), quantiser.levels).map { $0 - $1 }
    numbers = StoredNumbers(quantiser.levels, resolution: distances.min() ?? 0)
    levels = numbers.values
  }

  /// Reads levels, at least two.
  package init(from reader: inout BitReader) throws(CodingError) {
    numbers = try StoredNumbers(from: &reader)
    levels = numbers.values
    guard levels.count >= 2 else { throw .damagedTable(reason: "there is one level") }
  }

  /// Stores the levels.
  package func write(to writer: inout BitWriter) { numbers.write(to: &writer) }

  /// Each sample is a block.
  package var blockLength: Int { 1 }

  /// Of one symbol.
  package var symbolsPerBlock: Int { 1 }

  /// One context.
  package var alphabetSizes: [Int] { [levels.count] }

  /// A decoder state, which needs no memory.
  package func makeDecoderState(sampleCount: Int) -> ScalarQuantiser.LevelDecoderState {
    ScalarQuantiser.LevelDecoderState(levels: levels)
  }
}
