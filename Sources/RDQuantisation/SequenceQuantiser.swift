/// A quantiser of sequences, as an entropy coder sees it: blocks of samples become symbols, each in a context that the
/// decoder knows when the symbol comes.
///
/// A scalar quantiser is the plainest one: a block is a sample, its symbol is the index, and there is one context. A trellis
/// gives each symbol the context of its state; a lattice writes the coordinates of a point one by one.
public protocol SequenceQuantiser: Sendable {
  /// What follows the symbols of one sequence.
  associatedtype Walk: SymbolWalk

  /// Samples of a block; a sequence has a whole number of blocks.
  var blockLength: Int { get }

  /// Symbols of a block.
  var symbolsPerBlock: Int { get }

  /// The number of symbols in the alphabet of each context, shape `[contextCount]`.
  var alphabetSizes: [Int] { get }

  /// Samples whose symbols stand in another order than they do, such as bits of all of them before the rest of each: whole blocks from
  /// the start of a sequence; 1 where symbols come as the samples do.
  var codingSpan: Int { get }

  /// The symbols of a sequence, in the order in which a coder writes them.
  ///
  /// - Parameter samples: shape `[blocks * blockLength]`, all finite; any finite number is taken.
  /// - Returns: shape `[blocks * symbolsPerBlock]`; each below the alphabet size of its context.
  func symbols(of samples: [Double]) -> [Int32]

  /// A walk at the start of a sequence.
  func makeWalk() -> Walk

  // What follows has a default for every quantiser. They are requirements, so that a quantiser whose type is not known when
  // they are called still runs the loop compiled for it.

  /// The samples that a sequence of symbols stands for, shape `[blocks * blockLength]`.
  ///
  /// - Precondition: whole blocks of symbols, each in the alphabet of its context.
  func reconstruction(of symbols: [Int32]) -> [Double]

  /// The context of each symbol of a sequence, shape as `symbols`.
  func contexts(of symbols: [Int32]) -> [Int32]
}

/// The decoder's side of a sequence quantiser: takes the symbols one by one and gives the samples.
public protocol SymbolWalk {
  /// The context of the next symbol.
  var context: Int { get }

  /// Takes the next symbol, and appends a block of samples after the last symbol of the block.
  ///
  /// - Precondition: the symbol lies in the alphabet of ``context``.
  mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double])
}

extension SequenceQuantiser {
  /// The samples that a sequence of symbols stands for, shape `[blocks * blockLength]`.
  ///
  /// - Precondition: whole blocks of symbols, each in the alphabet of its context.
  public func reconstruction(of symbols: [Int32]) -> [Double] {
    precondition(symbols.count.isMultiple(of: symbolsPerBlock), "a block is not complete")
    var walk = makeWalk()
    var reconstruction: [Double] = []
    reconstruction.reserveCapacity(symbols.count / symbolsPerBlock * blockLength)
    for symbol in symbols { walk.advance(by: symbol, appendingTo: &reconstruction) }
    return reconstruction
  }

  /// The context of each symbol of a sequence, shape as `symbols`.
  public func contexts(of symbols: [Int32]) -> [Int32] {
    var walk = makeWalk()
    var discarded: [Double] = []
    return symbols.map { symbol in
      let context = Int32(walk.context)
      discarded.removeAll(keepingCapacity: true)
      walk.advance(by: symbol, appendingTo: &discarded)
      return context
    }
  }
}
