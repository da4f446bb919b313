/// A streaming encoder that hands a quantiser pieces whose symbols do not depend on the samples that follow.
package struct BlockStreamingEncoder<Quantiser: SequenceQuantiser>: StreamingEncoder {
  private let quantiser: Quantiser
  private let pieceLength: Int
  private var pending: [Double] = []

  /// A streaming encoder that quantises multiples of `pieceLength` samples, and the remainder at the end.
  ///
  /// - Precondition: `pieceLength` is a positive multiple of the quantiser's block length.
  package init(_ quantiser: Quantiser, pieceLength: Int) {
    precondition(pieceLength > 0 && pieceLength.isMultiple(of: quantiser.blockLength))
    self.quantiser = quantiser
    self.pieceLength = pieceLength
  }

  /// Quantises the whole pieces that are complete.
  package mutating func take(_ samples: [Double], appendingTo symbols: inout [Int32]) {
    pending += samples
    let count = pending.count - pending.count % pieceLength
    guard count > 0 else { return }
    symbols += quantiser.symbols(of: Array(pending[..<count]))
    pending.removeFirst(count)
  }

  /// Quantises the remainder.
  package mutating func finish(appendingTo symbols: inout [Int32]) {
    guard let last = pending.last else { return }
    while !pending.count.isMultiple(of: quantiser.blockLength) { pending.append(last) }
    symbols += quantiser.symbols(of: pending)
    pending = []
  }
}
