import RDCoding
import RDQuantisers

/// The stored form of a quantiser: integers only, from which every machine builds the same decoder.
///
/// A family of quantisers is one conforming type in one file, and a line in `StoredCode`.
package protocol StoredQuantiser: Sendable {
  /// The decoder state of one sequence.
  associatedtype State: DecoderState

  /// The stored form of a quantiser; `nil` if it is of another family.
  init?(storing quantiser: any SequenceQuantiser)

  /// Reads a stored quantiser.
  ///
  /// - Throws: `CodingError` for bits that are not a quantiser. Memory is bounded by the length of the input.
  init(from reader: inout BitReader) throws(CodingError)

  func write(to writer: inout BitWriter)

  /// Samples of a block.
  var blockLength: Int { get }
  var symbolsPerBlock: Int { get }

  /// The number of symbols in the alphabet of each context, shape `[contextCount]`; at least 2 each.
  var alphabetSizes: [Int] { get }

  /// The models of the first contexts, if the quantiser determines them; those of the other contexts are stored.
  var impliedModels: [SymbolModel] { get }

  /// A decoder state at the start of a sequence of `sampleCount` samples, which are whole blocks.
  func makeDecoderState(sampleCount: Int) -> State
}

extension StoredQuantiser {
  /// By default all models are stored.
  package var impliedModels: [SymbolModel] { [] }
}
