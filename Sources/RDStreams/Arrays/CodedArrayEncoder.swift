import RDArrayFiles
import RDCoding
import RDCore
import RDNumerics
import RDQuantisers

/// Writes a file of coded numbers, piece by piece: memory does not grow with the array.
package struct CodedArrayEncoder {
  package let header: CodedArrayHeader
  private let sink: ([UInt8]) throws -> Void
  private var digest = Fingerprint()
  private var streamingEncoder: (any StreamingEncoder)?
  private var coder: (any SymbolCoder)?
  private var rangeEncoder = RangeEncoder()

  /// Numbers whose symbols are still undecided.
  private var waiting: [Double] = []
  private var count = 0
  private var squares = CompensatedSum()
  private var byteCount = 0

  package struct Outcome: Sendable, Equatable {
    package let count: Int
    package let byteCount: Int

    /// The mean-square error of the decoded array; 0 for an empty one.
    package let meanSquaredError: Double
    package var bitsPerNumber: Double { 8 * Double(byteCount) / Double(max(count, 1)) }
  }

  /// Begins a file: writes the header.
  ///
  /// - Parameters:
  ///   - method: a description of the quantiser, for information.
  ///   - quantiser: one for numbers of mean 0 and variance 1; `nil` if all numbers are equal or the array is empty.
  ///   - form: the element type and shape.
  ///   - statistics: of all of its numbers.
  ///   - sink: receives the next bytes of the file.
  /// - Precondition: `quantiser` is not `nil`, unless the deviation is 0.
  /// - Throws: ``CodedArrayError``, or what the sink throws.
  package init(
    method: String, quantiser: RatedQuantiser?, form: ArrayForm, statistics: ArrayStatistics,
    sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    guard !statistics.isTooFine else { throw CodedArrayError.tooFine }
    let isCoded = statistics.deviation > 0
    precondition(!isCoded || quantiser != nil, "numbers that differ need a quantiser")
    var code: StoredCode?
    if isCoded, let quantiser {
      do throws(CodingError) {
        code = try StoredCode(quantiser, sampleCount: statistics.count)
      } catch {
        throw CodedArrayError.noModel(method: method, reason: "\(error)")
      }
      guard let code else {
        throw CodedArrayError.notStorable(
          method: method, families: StoredCode.families.map(\.key))
      }
      streamingEncoder = quantiser.quantiser.makeStreamingEncoder()
      coder = code.makeCoder(sampleCount: statistics.count)
    }
    header = CodedArrayHeader(
      method: isCoded ? method : "constant", form: form, mean: statistics.mean,
      deviation: statistics.deviation, code: code)
    self.sink = sink
    try write(header.bytes)
  }

  /// Codes the next numbers.
  ///
  /// - Throws: what the sink throws.
  package mutating func encode(_ numbers: [Double]) throws {
    count += numbers.count
    guard streamingEncoder != nil else {
      measure(numbers[...], decoded: [Double](repeating: 0, count: numbers.count))
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

  /// Ends the file.
  ///
  /// - Throws: ``CodedArrayError/countChanged(expected:found:)`` if the count differs from the header's; what the sink throws.
  package mutating func finish() throws -> Outcome {
    guard count == header.form.count else {
      throw CodedArrayError.countChanged(expected: header.form.count, found: count)
    }
    if streamingEncoder != nil {
      var symbols: [Int32] = []
      streamingEncoder?.finish(appendingTo: &symbols)
      try code(symbols)
      try write(rangeEncoder.finish())
    }
    try write(digest.checksum)
    return Outcome(
      count: count, byteCount: byteCount,
      meanSquaredError: squares.value / Double(max(count, 1)))
  }

  /// The batch size of quantisation.
  private static let pieceLength = 1 << 18

  private mutating func code(_ symbols: [Int32]) throws {
    guard !symbols.isEmpty else { return }
    var decoded: [Double] = []
    decoded.reserveCapacity(symbols.count)
    coder?.encode(symbols, to: &rangeEncoder, appendingTo: &decoded)
    // The last block may be padded.
    let known = min(decoded.count, waiting.count)
    measure(waiting[..<known], decoded: decoded)
    waiting.removeFirst(known)
    try write(rangeEncoder.takeSettledBytes())
  }

  private mutating func measure(_ numbers: ArraySlice<Double>, decoded: [Double]) {
    for (number, standard) in zip(numbers, decoded) {
      let error = number - header.number(of: standard)
      squares.add(error * error)
    }
  }

  private mutating func write(_ bytes: [UInt8]) throws {
    digest.absorb(bytes)
    byteCount += bytes.count
    if !bytes.isEmpty { try sink(bytes) }
  }
}

extension CodedArrayHeader {
  /// The array's value of a standardised number: one multiplication and one addition, so it is the same
  /// everywhere.
  package func number(of standard: Double) -> Double {
    form.element.rounded(mean + deviation * standard)
  }
}
