/// Reads what a ``RANSEncoder`` wrote.
public struct RANSDecoder: Sendable {
  private let bytes: [UInt8]
  private var position: Int

  /// The states, that of the next symbol first.
  private var states: (UInt64, UInt64, UInt64, UInt64)

  /// A decoder at the start of a stream.
  ///
  /// - Throws: ``CodingError/damagedStart(reason:)`` if the bytes do not begin with four states.
  public init(_ bytes: [UInt8]) throws(CodingError) {
    self.bytes = bytes
    guard !bytes.isEmpty else {
      position = 0
      states = (RANS.start, RANS.start, RANS.start, RANS.start)
      return
    }
    guard bytes.count >= RANS.headerByteCount else {
      throw .damagedStart(
        reason: "it has \(bytes.count) bytes, fewer than its \(RANS.headerByteCount) of states")
    }
    let first = bytes.withUnsafeBytes { bytes in
      (0..<RANS.laneCount).map { lane in
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * lane, as: UInt64.self))
      }
    }
    guard first.allSatisfy({ (RANS.start..<1 << 63).contains($0) }) else {
      throw .damagedStart(reason: "a state is out of range")
    }
    position = RANS.headerByteCount
    states = (first[0], first[1], first[2], first[3])
  }

  /// Reads a symbol.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  public mutating func decode(with model: SymbolModel) throws(CodingError) -> Int {
    let table = model.table
    let mask = UInt64(model.totalFrequency &- 1)
    let quantile = UInt32(truncatingIfNeeded: states.0 & mask)
    let symbol = table.symbol(at: quantile)
    let interval = table.interval(of: symbol)
    var state = UInt64(interval.frequency) &* (states.0 &>> UInt64(table.precision))
    state &+= UInt64(quantile &- interval.start)
    if state < RANS.start {
      guard position + 4 <= bytes.count else { throw .endOfStream(byteCount: bytes.count) }
      state = state &<< 32 | UInt64(word(at: position))
      position += 4
    }
    states = (states.1, states.2, states.3, state)
    return symbol
  }

  /// Reads `count` symbols, which share a model.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  public mutating func decode(
    count: Int, with model: SymbolModel
  ) throws(CodingError) -> [Int32] {
    var symbols = [Int32](repeating: 0, count: count)
    try symbols.withUnsafeMutableBufferPointer { (symbols) throws(CodingError) in
      try decode(into: symbols, with: model)
    }
    return symbols
  }

  /// Fills a buffer with symbols, which share a model.
  ///
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  package mutating func decode(
    into symbols: UnsafeMutableBufferPointer<Int32>, with model: SymbolModel
  ) throws(CodingError) {
    var done = decodeQuartets(into: symbols, with: model)
    while done < symbols.count {
      symbols[done] = Int32(truncatingIfNeeded: try decode(with: model))
      done += 1
    }
  }

  /// Reads symbols in groups of four while there are words for all four.
  ///
  /// - Returns: the number of symbols read.
  private mutating func decodeQuartets(
    into symbols: UnsafeMutableBufferPointer<Int32>, with model: SymbolModel
  ) -> Int {
    bytes.withUnsafeBytes { bytes in
      guard let end = bytes.baseAddress.map({ $0 + bytes.count }),
        let start = bytes.baseAddress.map({ $0 + position }), let output = symbols.baseAddress
      else { return 0 }
      var lane = DecoderLane(model: model, words: start)
      var (first, second, third, fourth) = states
      var done = 0
      while symbols.count &- done >= 4 && end - lane.words >= 16 {
        output[done] = lane.next(&first)
        output[done &+ 1] = lane.next(&second)
        output[done &+ 2] = lane.next(&third)
        output[done &+ 3] = lane.next(&fourth)
        done &+= 4
      }
      position += lane.words - start
      states = (first, second, third, fourth)
      return withExtendedLifetime(model) { done }
    }
  }

  /// Checks that the stream ends with the symbols that were read.
  ///
  /// - Throws: ``CodingError/notAtEnd(byteCount:)`` if it does not.
  public func finish() throws(CodingError) {
    let start = RANS.start
    guard position == bytes.count && states == (start, start, start, start) else {
      throw .notAtEnd(byteCount: bytes.count)
    }
  }

  private func word(at position: Int) -> UInt32 {
    bytes.withUnsafeBytes { bytes in
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    }
  }
}

/// The tables of a model, the remaining words, and the step of one lane.
private struct DecoderLane {
  let starts: UnsafePointer<UInt32>
  let firstSymbols: UnsafePointer<UInt16>
  let bucketShift: UInt32
  let precision: UInt64
  let mask: UInt64
  var words: UnsafeRawPointer

  init(model: SymbolModel, words: UnsafeRawPointer) {
    starts = UnsafePointer(model.table.starts)
    firstSymbols = UnsafePointer(model.table.firstSymbols)
    bucketShift = model.table.bucketShift
    precision = UInt64(model.precision)
    mask = UInt64(model.totalFrequency - 1)
    self.words = words
  }

  /// Decodes a symbol from a state, and renormalises the state with a word if it has become too small.
  @inline(__always)
  mutating func next(_ state: inout UInt64) -> Int32 {
    let quantile = UInt32(truncatingIfNeeded: state & mask)
    let bucket = Int(quantile &>> bucketShift)
    var symbol = Int(firstSymbols[bucket])
    var last = Int(firstSymbols[bucket &+ 1])
    while symbol != last {
      let middle = (symbol &+ last &+ 1) &>> 1
      if starts[middle] <= quantile { symbol = middle } else { last = middle &- 1 }
    }
    let start = starts[symbol]
    let frequency = starts[symbol &+ 1] &- start
    let reduced = UInt64(frequency) &* (state &>> precision) &+ UInt64(quantile &- start)
    // Whether a word is needed is unpredictable, so it is always loaded.
    let word = UInt64(UInt32(littleEndian: words.loadUnaligned(as: UInt32.self)))
    let isSmall = reduced < RANS.start
    state = isSmall ? reduced &<< 32 | word : reduced
    words += isSmall ? 4 : 0
    return Int32(truncatingIfNeeded: symbol)
  }
}
