import RDCoding
import RDQuantisers

/// What a decoder needs of a quantiser, as a file of numbers has it: integers only, from which every machine makes the same decoder.
///
/// A family of quantisers that can be stored is one file with a type that conforms, and a line in `StoredCode`.
package protocol StoredQuantiser: Sendable {
  /// What follows the symbols of one sequence.
  associatedtype State: DecoderState

  /// What is stored of a quantiser; `nil` if it is of another family.
  init?(storing quantiser: any SequenceQuantiser)

  /// Reads what was stored.
  ///
  /// - Throws: `CodingError` for bits that are not a quantiser. No memory is taken for numbers that are not there.
  init(from reader: inout BitReader) throws(CodingError)

  func write(to writer: inout BitWriter)

  /// Samples of a block.
  var blockLength: Int { get }
  var symbolsPerBlock: Int { get }

  /// The number of symbols in the alphabet of each context, shape `[contextCount]`; at least 2 each.
  var alphabetSizes: [Int] { get }

  /// The models of the first contexts, where they follow from what is stored; those of the other contexts are stored beside it.
  var impliedModels: [SymbolModel] { get }

  /// A decoder state at the start of a sequence of `sampleCount` samples, which are whole blocks.
  func makeDecoderState(sampleCount: Int) -> State
}

extension StoredQuantiser {
  /// None: all are stored.
  package var impliedModels: [SymbolModel] { [] }
}
