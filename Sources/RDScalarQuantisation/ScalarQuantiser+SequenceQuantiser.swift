import RDQuantisers

extension ScalarQuantiser: SequenceQuantiser {
  package var blockLength: Int { 1 }

  /// The index.
  package var symbolsPerBlock: Int { 1 }

  /// One context, with all indices.
  package var alphabetSizes: [Int] { [levelCount] }

  /// The indices of the samples.
  package func symbols(of samples: [Double]) -> [Int32] { samples.map { Int32(index(of: $0)) } }

  /// A decoder state; it is stateless.
  package func makeDecoderState() -> LevelDecoderState { LevelDecoderState(levels: levels) }

  /// Decodes each index to its level.
  package struct LevelDecoderState: DecoderState {
    private let levels: [Double]

    package init(levels: [Double]) { self.levels = levels }

    package var context: Int { 0 }

    /// Writes as many contexts as fit: all are known.
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
