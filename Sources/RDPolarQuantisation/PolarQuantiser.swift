import RDQuantisers

/// A two-level polar quantiser: two bits of each sample are coded by polar codes, the residual index by a symbol of its own.
///
/// A sequence is cut into blocks of the code's length and then of falling powers of two, down to 1024. Of each block come the raw
/// bits of the first level, the sent bits of the second level, and the residual index of each sample.
///
/// > Source: polar codes [arikan2009]; as quantisers [korada2010]; of several levels [liu2015]; lists [tal2015].
package struct PolarQuantiser: Sendable {
  /// The parameters that the decoder needs.
  package let code: PolarCode

  /// The probability of each residual index in each coset, shape `[4][M / 4]`.
  package let residualProbabilities: [[Double]]

  /// The soft bits of a sample.
  package let channel: PolarChannel

  /// Paths that the encoder keeps; 1 is successive cancellation.
  package let listSize: Int

  /// What is subtracted from samples, and what they are then divided by, for ``channel``, in source units.
  package let location: Double
  package let scale: Double
}

extension PolarQuantiser {
  /// The soft bits of the first bits of a block of samples, shape as `samples`.
  package func firstSoftBits(of samples: [Double]) -> [Float] {
    samples.map { sample in
      let position = channel.position(of: sample, location: location, scale: scale)
      let point = PolarChannel.point(at: position)
      return PolarChannel.bias(channel.first[point], at: position, near: point)
    }
  }

  /// The soft bits of the second bits of a block of samples given the signs of the first ones, shape as `samples`.
  package func secondSoftBits(of samples: [Double], first: [Float]) -> [Float] {
    zip(samples, first).map { sample, sign in
      let position = channel.position(of: sample, location: location, scale: scale)
      let point = PolarChannel.point(at: position)
      let entry = channel.second[2 * point + (sign < 0 ? 1 : 0)]
      return PolarChannel.bias(entry, at: position, near: point)
    }
  }

  /// The probability of each symbol in each context, shape `[contextCount][alphabet size]`.
  package var symbolProbabilities: [[Double]] {
    PolarCode.bitProbabilities.map { [1 - $0, $0] } + residualProbabilities
  }
}

extension PolarQuantiser: SequenceQuantiser {
  /// A piece of 1024 samples.
  package var blockLength: Int { PolarCode.pieceLength }

  /// A block of the code: its symbols come level by level.
  package var codingSpan: Int { 1 << code.exponent }

  /// Bits of both levels and residual indices.
  package var symbolsPerBlock: Int { code.symbolsPerPiece }

  /// Bits in their contexts, then the residual indices in each coset.
  package var alphabetSizes: [Int] { code.alphabetSizes }

  /// The symbols of the best path.
  ///
  /// - Complexity: O(n list log length) time; memory besides the symbols: 16 bytes per path and sample of a block, for each
  ///   thread.
  package func symbols(of samples: [Double]) -> [Int32] {
    let pieceCount = samples.count / blockLength
    precondition(samples.count.isMultiple(of: blockLength), "a block is not complete")
    let count = pieceCount * symbolsPerBlock
    guard count > 0 else { return [] }
    return [Int32](unsafeUninitializedCapacity: count) { symbols, initialisedCount in
      initialisedCount = count
      samples.withUnsafeBufferPointer { samples in
        guard let samples = samples.baseAddress, let symbols = symbols.baseAddress else { return }
        encode(samples, pieceCount: pieceCount, to: symbols)
      }
    }
  }

  /// A decoder state of an endless sequence of blocks of the code's length.
  package func makeDecoderState() -> PolarDecoderState { makeDecoderState(blockCount: .max) }

  /// A decoder state at the start of a sequence of a given number of blocks.
  package func makeDecoderState(blockCount: Int) -> PolarDecoderState {
    code.makeDecoderState(pieceCount: blockCount)
  }

  /// Encodes batches of blocks in parallel; the result does not depend on the batches.
  private func encode(
    _ samples: UnsafePointer<Double>, pieceCount: Int, to symbols: UnsafeMutablePointer<Int32>
  ) {
    nonisolated(unsafe) let samples = samples
    nonisolated(unsafe) let symbols = symbols
    let longest = code.exponentOfBlock(piecesLeft: pieceCount)
    // Whole blocks, so that only the last batch has shorter ones; one thread where each would take gigabytes.
    let isLarge = listSize << longest > Self.sharedPathLimit
    let batch =
      isLarge
      ? pieceCount : max(Self.batchPieceCount, 1 << (longest - PolarCode.leastExponent))
    concurrentPieces(of: pieceCount, size: batch) { range in
      let encoder = PolarBlockEncoder(
        code: code, channel: channel, exponent: code.exponentOfBlock(piecesLeft: range.count),
        listSize: listSize)
      var piece = range.lowerBound
      while piece < range.upperBound {
        let exponent = code.exponentOfBlock(piecesLeft: range.upperBound - piece)
        encoder.encode(
          samples + piece << PolarCode.leastExponent, location: location, scale: scale,
          exponent: exponent, symbols: symbols + piece * symbolsPerBlock)
        piece += 1 << (exponent - PolarCode.leastExponent)
      }
    }
  }

  /// Pieces in a batch of one thread: a quarter of a million samples.
  private static var batchPieceCount: Int { 256 }

  /// Samples times paths of a block up to which several are encoded in parallel: half a gigabyte each.
  private static var sharedPathLimit: Int { 1 << 25 }
}
