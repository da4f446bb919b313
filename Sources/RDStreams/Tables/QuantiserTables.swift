import RDCoding
import RDQuantisers

/// What a decoder needs of a quantiser, as a stream has it: integers only, from which every machine makes the same decoder.
package protocol QuantiserTables: Sendable {
  /// What follows the symbols of one sequence.
  associatedtype State: DecoderState

  func write(to writer: inout BitWriter)

  /// Samples of a block.
  var blockLength: Int { get }
  var symbolsPerBlock: Int { get }

  /// The number of symbols in the alphabet of each context, shape `[contextCount]`; at least 2 each.
  var alphabetSizes: [Int] { get }

  /// The models of the first contexts, where they follow from the tables; those of the other contexts are written beside them.
  var impliedModels: [SymbolModel] { get }

  /// A decoder state at the start of a sequence of `sampleCount` samples, which are whole blocks.
  func makeDecoderState(sampleCount: Int) -> State

  /// What codes the symbols of such a sequence.
  ///
  /// A requirement, so that each conforming type has a coder compiled for its own decoder state.
  func makeCoder(sampleCount: Int, models: [SymbolModel]) -> any SymbolCoder
}

extension QuantiserTables {
  /// None: all are written.
  package var impliedModels: [SymbolModel] { [] }

  /// A coder around the decoder state.
  package func makeCoder(sampleCount: Int, models: [SymbolModel]) -> any SymbolCoder {
    SequenceCoder(decoderState: makeDecoderState(sampleCount: sampleCount), models: models)
  }
}

/// The tables of a family of quantisers that a stream holds as a whole.
///
/// A new family is one file with a type that conforms, and a line in `CodeTables`.
package protocol QuantiserTablesFamily: QuantiserTables {
  /// The tables of a quantiser; `nil` if it is of another family.
  init?(of quantiser: any SequenceQuantiser)

  /// Reads tables.
  ///
  /// - Throws: `CodingError` for bits that are not a quantiser. No memory is taken for numbers that are not there.
  init(from reader: inout BitReader) throws(CodingError)
}

/// A quantiser whose decoder a stream does not hold but names: a decoder must be given it.
package protocol ExternallyDecodedQuantiser: SequenceQuantiser {
  /// What a stream has of it, without the index of the family.
  var decoderTables: any QuantiserTables { get }

  /// Reads what a stream has of it.
  ///
  /// - Throws: `CodingError` for bits that are another's.
  func decoderTables(from reader: inout BitReader) throws(CodingError) -> any QuantiserTables
}

/// Reads the tables that name a decoder outside of the stream.
package typealias ExternalTablesReader =
  @Sendable (inout BitReader) throws(CodingError) -> any QuantiserTables
