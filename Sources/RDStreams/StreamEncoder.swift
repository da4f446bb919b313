import RDArrayFiles
import RDCoding
import RDCore
import RDNumerics
import RDQuantisers

/// Writes a stream of numbers piece by piece: memory does not grow with the array, but for a transform code, whose parts stand one after the other.
package struct StreamEncoder {
  package let header: StreamHeader
  private let code: SequenceCode?
  private var writer: StreamWriter
  private var streamingEncoder: (any StreamingEncoder)?
  private var coder: (any SymbolCoder)?
  private var hasSymbols = false
  private let headerByteCount: Int

  /// Numbers whose symbols are not decided yet.
  private var waiting: [Double] = []
  private var count = 0
  private var squares = CompensatedSum()

  package struct Outcome: Sendable, Equatable {
    package let count: Int
    package let byteCount: Int

    /// The bytes of the header, of which the decoder's tables are the most.
    package let headerByteCount: Int

    /// The mean of the squared differences of what the decoder will write and what was read; 0 for an empty array.
    package let meanSquaredError: Double
    package var bitsPerNumber: Double { 8 * Double(byteCount) / Double(max(count, 1)) }
  }

  /// Begins a stream: writes the header.
  ///
  /// - Parameters:
  ///   - code: of the numbers; `nil` if all of them are equal, or there are none.
  ///   - form: what the array is besides its numbers.
  ///   - mean: what all numbers are without a code.
  ///   - sink: takes the next bytes of the stream.
  /// - Throws: what the sink throws.
  package init(
    _ code: SequenceCode?, form: ArrayForm, mean: Double = 0,
    sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    let code = form.count > 0 ? code : nil
    self.code = code
    header = StreamHeader(
      method: code?.label ?? "constant", form: form, mean: code?.mean ?? mean,
      deviation: code?.deviation ?? 0, tables: code?.tables)
    writer = StreamWriter(sink: sink)
    if let code, code.transform == nil {
      streamingEncoder = code.parts[0].quantiser.makeStreamingEncoder()
      coder = code.parts[0].tables.makeCoder(sampleCount: form.count)
    }
    let headerBytes = header.bytes
    headerByteCount = headerBytes.count
    try writer.write(headerBytes)
  }

  /// Codes the next numbers.
  ///
  /// - Throws: what the sink throws.
  package mutating func encode(_ numbers: [Double]) throws {
    count += numbers.count
    guard code != nil else {
      measure(numbers[...], decoded: [Double](repeating: 0, count: numbers.count))
      return
    }
    guard streamingEncoder != nil else {
      waiting += numbers
      return
    }
    for start in stride(from: 0, to: numbers.count, by: Self.pieceLength) {
      let piece = numbers[start..<min(start + Self.pieceLength, numbers.count)]
      waiting += piece
      let standard = piece.map { ($0 - header.mean) / header.deviation }
      var symbols: [Int32] = []
      streamingEncoder?.take(standard, appendingTo: &symbols)
      try code(symbols)
    }
  }

  /// Ends the stream.
  ///
  /// - Throws: ``StreamError/countChanged(expected:found:)`` if there were more numbers or fewer than the header says; what the sink throws.
  package mutating func finish() throws -> Outcome {
    guard count == header.form.count else {
      throw StreamError.countChanged(expected: header.form.count, found: count)
    }
    if streamingEncoder != nil {
      var symbols: [Int32] = []
      streamingEncoder?.finish(appendingTo: &symbols)
      try code(symbols)
    } else if let code {
      encodeParts(of: code)
    }
    try writer.finish(hasSymbols: hasSymbols)
    return Outcome(
      count: count, byteCount: writer.byteCount, headerByteCount: headerByteCount,
      meanSquaredError: squares.value / Double(max(count, 1)))
  }

  /// Numbers that are quantised at a time.
  private static let pieceLength = 1 << 18

  private mutating func code(_ symbols: [Int32]) throws {
    guard !symbols.isEmpty else { return }
    hasSymbols = true
    var decoded: [Double] = []
    decoded.reserveCapacity(symbols.count)
    coder?.encode(symbols, to: &writer.rangeEncoder, appendingTo: &decoded)
    // The last block may have been filled up.
    let known = min(decoded.count, waiting.count)
    measure(waiting[..<known], decoded: decoded)
    waiting.removeFirst(known)
    try writer.writeSettledBytes()
  }

  /// Codes all numbers, part by part.
  private mutating func encodeParts(of code: SequenceCode) {
    let sequence = code.quantise(waiting)
    var decoded: [[Double]] = []
    for (symbols, var coder) in zip(
      sequence.symbols, code.tables.makeCoders(sampleCount: count))
    {
      var part: [Double] = []
      coder.encode(symbols, to: &writer.rangeEncoder, appendingTo: &part)
      decoded.append(part)
      hasSymbols = hasSymbols || !symbols.isEmpty
    }
    measure(waiting[...], decoded: code.tables.merge(decoded, sampleCount: count))
    waiting = []
  }

  private mutating func measure(_ numbers: ArraySlice<Double>, decoded: [Double]) {
    for (number, standard) in zip(numbers, decoded) {
      let error = number - header.number(of: standard)
      squares.add(error * error)
    }
  }
}
