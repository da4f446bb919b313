/// A quantiser of sequences, as an entropy coder sees it: blocks of samples become symbols, each in a context that the decoder
/// knows before the symbol.
///
/// A scalar quantiser is the simplest one: a block is a sample, its symbol is the index, and there is one context. In a trellis
/// the context of a symbol is that of the state; a lattice codes the coordinates of a point one by one.
package protocol SequenceQuantiser: Sendable {
  /// The decoder state that follows the symbols of one sequence.
  associatedtype State: DecoderState

  /// Samples of a block; a sequence is an integer number of blocks.
  var blockLength: Int { get }

  var symbolsPerBlock: Int { get }

  /// The number of symbols in the alphabet of each context, shape `[contextCount]`.
  var alphabetSizes: [Int] { get }

  /// The length in samples, from the start of a sequence, of the spans whose symbols are not in the order of the samples, such as
  /// the bits of all samples before their residual indices: whole blocks; 1 where symbols are in the order of the samples.
  var codingSpan: Int { get }

  /// The symbols of a sequence, in coding order.
  ///
  /// - Parameter samples: shape `[blocks * blockLength]`, all finite; any finite number is taken.
  /// - Returns: shape `[blocks * symbolsPerBlock]`; each below the alphabet size of its context.
  func symbols(of samples: [Double]) -> [Int32]

  /// A decoder state at the start of a sequence of unknown, unlimited length.
  func makeDecoderState() -> State

  /// A decoder state at the start of a sequence of `blockCount` blocks.
  ///
  /// Only a quantiser whose blocks depend on one another, as those of a long code do, needs the number; there is a default for
  /// all others.
  func makeDecoderState(blockCount: Int) -> State

  // The following have defaults. They are requirements, so that a call through an existential still runs the specialised loop.

  /// The reconstruction of a sequence of symbols, shape `[blocks * blockLength]`.
  ///
  /// - Precondition: whole blocks of symbols, each in the alphabet of its context.
  func reconstruction(of symbols: [Int32]) -> [Double]

  /// The context of each symbol of a sequence, shape as `symbols`.
  func contexts(of symbols: [Int32]) -> [Int32]

  /// A streaming encoder at the start of a sequence that comes in pieces.
  func makeStreamingEncoder() -> any StreamingEncoder

  /// The reconstruction of a sequence whose symbols are read while it is decoded, shape `[blocks * blockLength]`.
  ///
  /// - Parameters:
  ///   - symbolCount: an integer number of blocks.
  ///   - read: reads the symbols in the given contexts, each in its alphabet; `false` stops decoding.
  /// - Returns: the samples; `nil` if `read` returned `false`.
  func reconstruction(
    symbolCount: Int,
    reading read: (
      _ contexts: UnsafeBufferPointer<Int32>, _ symbols: UnsafeMutableBufferPointer<Int32>
    ) -> Bool
  ) -> [Double]?
}

/// The decoder state of a sequence quantiser: takes symbols one by one and appends the samples.
package protocol DecoderState {
  /// The context of the next symbol.
  var context: Int { get }

  /// Takes the next symbol, and appends a block of samples after the last symbol of the block.
  ///
  /// - Precondition: the symbol lies in the alphabet of `context`.
  mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double])

  // Where several contexts are known in advance, symbols come in runs. The defaults take runs of one.

  /// Writes the contexts of the next symbols: as many as are known and fit into the buffer.
  ///
  /// - Parameter contexts: not empty, and not beyond the end of the sequence.
  /// - Returns: the number written, at least 1.
  mutating func writeContexts(to contexts: UnsafeMutableBufferPointer<Int32>) -> Int

  /// Takes any number of symbols, and appends the samples of each block that ends with one of them.
  ///
  /// - Precondition: each lies in the alphabet of its context.
  mutating func advance(
    by symbols: UnsafeBufferPointer<Int32>, appendingTo reconstruction: inout [Double])
}

extension DecoderState {
  /// Writes the context of the next symbol.
  @inlinable
  package mutating func writeContexts(to contexts: UnsafeMutableBufferPointer<Int32>) -> Int {
    contexts[0] = Int32(context)
    return 1
  }

  /// Takes the symbols one by one.
  @inlinable
  package mutating func advance(
    by symbols: UnsafeBufferPointer<Int32>, appendingTo reconstruction: inout [Double]
  ) {
    for symbol in symbols { advance(by: symbol, appendingTo: &reconstruction) }
  }
}

extension SequenceQuantiser {
  /// The decoder state at the start of any sequence.
  @inlinable
  package func makeDecoderState(blockCount: Int) -> State { makeDecoderState() }

  /// The reconstruction of a sequence of symbols, shape `[blocks * blockLength]`.
  ///
  /// - Precondition: whole blocks of symbols, each in the alphabet of its context.
  @inlinable
  package func reconstruction(of symbols: [Int32]) -> [Double] {
    let blockCount = blockCount(symbolCount: symbols.count)
    var decoderState = makeDecoderState(blockCount: blockCount)
    var reconstruction: [Double] = []
    reconstruction.reserveCapacity(blockCount * blockLength)
    symbols.withUnsafeBufferPointer { decoderState.advance(by: $0, appendingTo: &reconstruction) }
    return reconstruction
  }

  /// The context of each symbol of a sequence, shape as `symbols`.
  @inlinable
  package func contexts(of symbols: [Int32]) -> [Int32] {
    var decoderState = makeDecoderState(blockCount: blockCount(symbolCount: symbols.count))
    var discarded: [Double] = []
    return [Int32](unsafeUninitializedCapacity: symbols.count) { contexts, count in
      count = symbols.count
      symbols.withUnsafeBufferPointer { symbols in
        var index = 0
        while index < symbols.count {
          let run = decoderState.writeContexts(
            to: UnsafeMutableBufferPointer(rebasing: contexts[index...]))
          discarded.removeAll(keepingCapacity: true)
          decoderState.advance(
            by: UnsafeBufferPointer(rebasing: symbols[index..<index + run]),
            appendingTo: &discarded)
          index += run
        }
      }
    }
  }

  /// The reconstruction of a sequence whose symbols are read while it is decoded, shape `[blocks * blockLength]`.
  @inlinable
  package func reconstruction(
    symbolCount: Int,
    reading read: (
      _ contexts: UnsafeBufferPointer<Int32>, _ symbols: UnsafeMutableBufferPointer<Int32>
    ) -> Bool
  ) -> [Double]? {
    var decoderState = makeDecoderState(blockCount: blockCount(symbolCount: symbolCount))
    // The count comes from a stream: memory grows with what is read.
    var reconstruction: [Double] = []
    let longestRun = 4096
    let isWhole = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * longestRun) {
      buffer in
      let contexts = UnsafeMutableBufferPointer(rebasing: buffer[..<longestRun])
      let symbols = UnsafeMutableBufferPointer(rebasing: buffer[longestRun...])
      var left = symbolCount
      while left > 0 {
        let run = decoderState.writeContexts(
          to: UnsafeMutableBufferPointer(rebasing: contexts[..<min(left, longestRun)]))
        let taken = UnsafeMutableBufferPointer(rebasing: symbols[..<run])
        guard read(UnsafeBufferPointer(rebasing: contexts[..<run]), taken) else { return false }
        decoderState.advance(by: UnsafeBufferPointer(taken), appendingTo: &reconstruction)
        left -= run
      }
      return true
    }
    return isWhole ? reconstruction : nil
  }

  @usableFromInline
  func blockCount(symbolCount: Int) -> Int {
    precondition(symbolCount.isMultiple(of: symbolsPerBlock), "a block is not complete")
    return symbolCount / symbolsPerBlock
  }
}
