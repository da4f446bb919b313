import RDQuantisers

extension ScalarQuantiser: SequenceQuantiser {
  /// Each sample is a block.
  package var blockLength: Int { 1 }

  /// Its symbol is the index.
  package var symbolsPerBlock: Int { 1 }

  /// One context, in which every index is possible.
  package var alphabetSizes: [Int] { [levelCount] }

  /// The indices of the samples.
  package func symbols(of samples: [Double]) -> [Int32] { samples.map { Int32(index(of: $0)) } }

  /// A decoder state, which needs no memory.
  package func makeDecoderState() -> LevelDecoderState { LevelDecoderState(levels: levels) }

  /// Gives the level of each index.
  package struct LevelDecoderState: DecoderState {
    private let levels: [Double]

    /// A decoder state over levels, one for each index.
    package init(levels: [Double]) { self.levels = levels }

    /// The only context.
    package var context: Int { 0 }

    /// The contexts of all symbols are known.
    package mutating func writeContexts(to contexts: UnsafeMutableBufferPointer<Int32>) -> Int {
      contexts.update(repeating: 0)
      return contexts.count
    }

    /// Appends the level.
    @inline(__always)
    package mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
      reconstruction.append(levels[Int(symbol)])
    }
  }
}
