import RDQuantisers

/// A vector quantiser: blocks of samples become the codeword of least cost, one symbol per block.
///
/// A codeword may have a penalty, which is added to its squared distance: for an entropy coder, its code length times a
/// multiplier.
package struct VectorQuantiser: SequenceQuantiser {
  /// Samples of a block, `k`.
  package let blockLength: Int

  /// The codewords, shape `[N * k]`, in source units.
  package let codewords: [Double]

  /// The penalty of each codeword, shape `[N]`, in squared source units.
  package let penalties: [Double]

  private let tree: CodebookTree

  /// - Precondition: at least two codewords; the shapes agree, all numbers are finite, and no penalty is negative.
  package init(codewords: [Double], penalties: [Double], blockLength: Int) {
    precondition(blockLength > 0 && penalties.count >= 2, "an alphabet needs two symbols")
    precondition(codewords.count == penalties.count * blockLength)
    precondition(codewords.allSatisfy(\.isFinite) && penalties.allSatisfy(\.isFinite))
    self.blockLength = blockLength
    self.codewords = codewords
    self.penalties = penalties
    tree = CodebookTree(codewords: codewords, penalties: penalties, dimension: blockLength)
  }

  package var symbolsPerBlock: Int { 1 }

  /// One context, with all codewords.
  package var alphabetSizes: [Int] { [penalties.count] }

  /// The codewords of least cost.
  ///
  /// Samples of a magnitude above 1e150 are clipped to it, so that squares stay finite.
  package func symbols(of samples: [Double]) -> [Int32] {
    precondition(samples.count.isMultiple(of: blockLength), "a block is not complete")
    let blockCount = samples.count / blockLength
    let chunk = max(4096 / blockLength, 1)
    return [Int32](unsafeUninitializedCapacity: blockCount) { symbols, initialisedCount in
      guard let symbol = symbols.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk * (blockLength + 1)) {
        guard let inside = $0.baseAddress else { return }
        let costs = inside + chunk * blockLength
        for start in stride(from: 0, to: blockCount, by: chunk) {
          let count = min(chunk, blockCount - start)
          for i in 0..<count * blockLength {
            inside[i] = min(max(samples[start * blockLength + i], -1e150), 1e150)
          }
          tree.findNearest(
            to: inside, vectorCount: count, indices: symbol + start, costs: costs)
        }
      }
      initialisedCount = blockCount
    }
  }

  /// A decoder state; it is stateless.
  package func makeDecoderState() -> CodewordDecoderState {
    CodewordDecoderState(codewords: codewords, blockLength: blockLength)
  }

  /// Decodes each symbol to its codeword.
  package struct CodewordDecoderState: DecoderState {
    private let codewords: [Double]
    private let blockLength: Int

    package init(codewords: [Double], blockLength: Int) {
      self.codewords = codewords
      self.blockLength = blockLength
    }

    package var context: Int { 0 }

    /// Writes as many contexts as fit: all are known.
    package mutating func writeContexts(to contexts: UnsafeMutableBufferPointer<Int32>) -> Int {
      contexts.update(repeating: 0)
      return contexts.count
    }

    /// Appends the codeword.
    package mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
      let start = Int(symbol) * blockLength
      reconstruction.append(contentsOf: codewords[start..<start + blockLength])
    }
  }
}
