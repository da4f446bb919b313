extension HuffmanCode {
  /// Writes the code: the number of symbols less one, and each length as its difference from the one before (from 0 for the first), all
  /// in the exponential Golomb code of order 0; a difference `d` is stored as `2d` or, if negative, `-2d - 1`.
  package func write(to writer: inout BitWriter) {
    writer.writeExponentialGolomb(UInt64(symbolCount - 1))
    var previous = 0
    for length in lengths {
      let difference = Int(length) - previous
      writer.writeExponentialGolomb(UInt64(difference < 0 ? -2 * difference - 1 : 2 * difference))
      previous = Int(length)
    }
  }

  /// Reads a code that was written.
  ///
  /// - Throws: ``CodingError`` for bits that are not a code. Memory is bounded by the length of the input.
  package init(from reader: inout BitReader) throws(CodingError) {
    let symbolCount = Int(try reader.readExponentialGolomb()) + 1
    guard symbolCount <= min(SymbolModel.maximumSymbolCount, reader.remainingBitCount) else {
      throw .damagedTable(reason: "it cannot have \(symbolCount) symbols")
    }
    var lengths: [UInt8] = []
    lengths.reserveCapacity(symbolCount)
    var length = 0
    for _ in 0..<symbolCount {
      let stored = Int(try reader.readExponentialGolomb())
      length += stored.isMultiple(of: 2) ? stored / 2 : -(stored + 1) / 2
      guard (0...Self.maximumLength).contains(length) else {
        throw .damagedTable(reason: "a codeword cannot have \(length) bits")
      }
      lengths.append(UInt8(length))
    }
    try self.init(lengths: lengths)
  }
}
