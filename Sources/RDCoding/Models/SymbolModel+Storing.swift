extension SymbolModel {
  /// Writes the model: precision (5 bits), number of symbols less one, the order of the code of the frequencies (5 bits), and each
  /// frequency less one but the last, which follows from the rest.
  ///
  /// Numbers are in the exponential Golomb code; the order is the one that makes the table shortest.
  package func write(to writer: inout BitWriter) {
    let stored = frequencies.dropLast().map { UInt64($0 - 1) }
    let counts = Dictionary(stored.map { ($0, 1) }, uniquingKeysWith: +)
    func length(order: Int) -> Int {
      counts.reduce(0) { sum, entry in
        let bits = UInt64.bitWidth - (entry.key + (1 << UInt64(order))).leadingZeroBitCount
        return sum + entry.value * (2 * bits - order - 1)
      }
    }
    let order = (0...Self.maximumPrecision).min { length(order: $0) < length(order: $1) } ?? 0
    writer.write(UInt64(precision), bitCount: 5)
    writer.writeExponentialGolomb(UInt64(symbolCount - 1))
    writer.write(UInt64(order), bitCount: 5)
    for value in stored { writer.writeExponentialGolomb(value, order: order) }
  }

  /// Reads a model that was written.
  ///
  /// - Throws: ``CodingError`` for bits that are not a model. Memory is bounded by the length of the input.
  package init(from reader: inout BitReader) throws(CodingError) {
    let precision = Int(try reader.read(bitCount: 5))
    guard (1...Self.maximumPrecision).contains(precision) else {
      throw .damagedTable(reason: "its precision is \(precision) bits")
    }
    let symbolCount = Int(try reader.readExponentialGolomb()) + 1
    let order = Int(try reader.read(bitCount: 5))
    guard order <= Self.maximumPrecision else {
      throw .damagedTable(reason: "the order of its code is \(order)")
    }
    // A frequency has at least order + 1 bits.
    guard symbolCount <= Self.maximumSymbolCount,
      (symbolCount - 1) * (order + 1) <= reader.remainingBitCount
    else {
      throw .damagedTable(reason: "it cannot have \(symbolCount) symbols")
    }
    var frequencies: [UInt32] = []
    frequencies.reserveCapacity(symbolCount)
    var rest = 1 << precision
    for _ in 0..<symbolCount - 1 {
      let frequency = Int(try reader.readExponentialGolomb(order: order)) + 1
      rest -= frequency
      guard rest > 0 else {
        throw .damagedTable(reason: "its frequencies add up to more than 2^\(precision)")
      }
      frequencies.append(UInt32(frequency))
    }
    frequencies.append(UInt32(rest))
    do {
      try self.init(frequencies: frequencies, precision: precision)
    } catch {
      throw .damagedTable(reason: "it cannot have \(symbolCount) symbols")
    }
  }
}
