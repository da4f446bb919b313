/// Reads what a ``HuffmanEncoder`` wrote: by a table for codewords of up to 12 bits, by comparison with the first codeword of each
/// length for longer ones.
public struct HuffmanDecoder: Sendable {
  /// The number of bits by which the table is indexed.
  private let tableBits: UInt64

  /// For each start of the stream, the symbol and, in the lowest 8 bits, the length of its codeword.
  ///
  /// The length is 255 for a codeword of more than `tableBits` bits. Shape `[2^tableBits]`.
  private let table: [UInt32]

  /// The symbols by their codewords, shape `[K]`.
  private let symbolsInOrder: [UInt16]

  /// For each length, the left-aligned codeword after the last one that is not longer, shape `[33]`.
  private let ends: [UInt64]

  /// For each length, what is added to a codeword to give its index in `symbolsInOrder`, shape `[33]`.
  private let offsets: [Int]
  private let bytes: [UInt8]
  package private(set) var position = 0

  /// A decoder at the start of a stream.
  public init(_ bytes: [UInt8], with code: HuffmanCode) {
    self.bytes = bytes
    let order = code.lengths.indices.sorted { (code.lengths[$0], $0) < (code.lengths[$1], $1) }
    symbolsInOrder = order.map { UInt16($0) }
    let longest = Int(code.lengths.max() ?? 0)
    let bits = min(longest, 12)
    tableBits = UInt64(bits)
    var table = Array(repeating: UInt32(255), count: 1 << bits)
    var ends = Array(repeating: UInt64(0), count: HuffmanCode.maximumLength + 1)
    var offsets = Array(repeating: 0, count: HuffmanCode.maximumLength + 1)
    var end: UInt64 = 0
    var next = 0
    for length in 0...HuffmanCode.maximumLength {
      let spare = UInt64(HuffmanCode.maximumLength - length)
      offsets[length] = next - Int(end >> spare)
      while next < order.count, Int(code.lengths[order[next]]) == length {
        if length <= bits {
          let first = Int(code.codewords[order[next]]) << (bits - length)
          for index in first..<(first + (1 << (bits - length))) {
            table[index] = UInt32(order[next]) << 8 | UInt32(length)
          }
        }
        end += 1 << spare
        next += 1
      }
      ends[length] = end
    }
    self.table = table
    self.ends = ends
    self.offsets = offsets
  }

  /// Reads a symbol.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  public mutating func decode() throws(CodingError) -> Int {
    let (symbol, length) = bytes.withUnsafeBytes { bytes in
      var window: UInt64 = 0
      for index in position / 8..<position / 8 + 5 {
        window = window << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
      }
      return entry(startingWith: window << UInt64(24 + position % 8))
    }
    guard position + length <= 8 * bytes.count else { throw .endOfStream(byteCount: bytes.count) }
    position += length
    return symbol
  }

  /// Reads `count` symbols.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  public mutating func decode(count: Int) throws(CodingError) -> [Int32] {
    var symbols = [Int32](repeating: 0, count: count)
    try symbols.withUnsafeMutableBufferPointer { (symbols) throws(CodingError) in
      try decode(into: symbols)
    }
    return symbols
  }

  /// Fills a buffer with symbols.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  package mutating func decode(
    into symbols: UnsafeMutableBufferPointer<Int32>
  ) throws(CodingError) {
    var done = decodeWindows(into: symbols)
    while done < symbols.count {
      symbols[done] = Int32(truncatingIfNeeded: try decode())
      done += 1
    }
  }

  /// Reads symbols while there are 8 bytes for the next ones.
  ///
  /// - Returns: the number of symbols read.
  private mutating func decodeWindows(into symbols: UnsafeMutableBufferPointer<Int32>) -> Int {
    guard let output = symbols.baseAddress else { return 0 }
    let shift = 64 &- tableBits
    return bytes.withUnsafeBytes { bytes in
      table.withUnsafeBufferPointer { table in
        var position = position
        var done = 0
        while done < symbols.count && position &>> 3 &+ 8 <= bytes.count {
          var window = UInt64(
            bigEndian: bytes.loadUnaligned(fromByteOffset: position &>> 3, as: UInt64.self))
          window &<<= UInt64(position & 7)
          // A window has 57 bits or more: four codewords of the table, or a longer one.
          let end = min(done &+ 4, symbols.count)
          while done < end {
            let entry = table[Int(tableBits == 0 ? 0 : window &>> shift)]
            let length = UInt64(entry & 255)
            if length == 255 { break }
            output[done] = Int32(entry &>> 8)
            window &<<= length
            position &+= Int(length)
            done &+= 1
          }
          if done < end {
            guard position &>> 3 &+ 8 <= bytes.count else { break }
            window = UInt64(
              bigEndian: bytes.loadUnaligned(fromByteOffset: position &>> 3, as: UInt64.self))
            let (symbol, length) = entry(startingWith: window &<< UInt64(position & 7))
            output[done] = Int32(symbol)
            position &+= length
            done &+= 1
          }
        }
        self.position = position
        return done
      }
    }
  }

  /// The symbol whose codeword the 32 highest bits of a window begin with, and that codeword's length.
  private func entry(startingWith window: UInt64) -> (symbol: Int, length: Int) {
    let known = table[Int(tableBits == 0 ? 0 : window >> (64 - tableBits))]
    guard known & 255 == 255 else { return (Int(known >> 8), Int(known & 255)) }
    let start = window >> 32
    var length = Int(tableBits) + 1
    // The code is complete, so some codeword matches.
    while start >= ends[length] { length += 1 }
    let codeword = Int(start >> UInt64(HuffmanCode.maximumLength - length))
    return (Int(symbolsInOrder[codeword + offsets[length]]), length)
  }

  /// Checks that the stream ends with the symbols that were read.
  ///
  /// - Throws: ``CodingError/notAtEnd(byteCount:)`` if it does not.
  public func finish() throws(CodingError) {
    let rest = 8 * bytes.count - position
    guard (0..<8).contains(rest), (bytes.last ?? 0) & ((1 << UInt8(rest)) - 1) == 0 else {
      throw .notAtEnd(byteCount: bytes.count)
    }
  }
}
