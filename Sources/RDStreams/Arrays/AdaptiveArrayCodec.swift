import RDArrayCoding
import RDArrayFiles
import RDCore

/// Codes arrays of any numbers by `ArrayCode`, which finds out by itself how: the method `auto`.
///
/// The numbers are read twice, for their spread and for the code, in chunks of which there are as many in memory as jobs.
package struct AdaptiveArrayCodec: Sendable {
  package let quality: ArrayQuality
  package let effort: ArrayEffort

  /// The indices of the slowest dimension of a chunk; without one, as many as the code likes.
  package let chunkRows: Int?

  package init(quality: ArrayQuality, effort: ArrayEffort = .standard, chunkRows: Int? = nil) {
    self.quality = quality
    self.effort = effort
    self.chunkRows = chunkRows
  }

  /// Where the bytes of a file go.
  package struct Output {
    /// Appends bytes.
    package let write: ([UInt8]) throws -> Void

    /// Takes back the bytes that were appended last, of which it is told the number; `false` where that is impossible.
    package let takeBack: (Int) throws -> Bool

    package init(
      write: @escaping ([UInt8]) throws -> Void, takeBack: @escaping (Int) throws -> Bool
    ) {
      self.write = write
      self.takeBack = takeBack
    }
  }

  /// Codes one array of a file.
  ///
  /// - Parameters:
  ///   - numbers: of the array.
  ///   - name: of the array; empty for none.
  ///   - hasNext: whether another array of the file follows.
  ///   - jobs: the number of concurrent chunks, on which no byte depends.
  ///   - observer: receives the number of chunks that are coded.
  ///   - output: of the file.
  /// - Returns: size and errors of the array, which was decoded again.
  /// - Throws: `ArrayCodingError`; ``StreamError/boundMissed(array:)``; what reading and writing throw.
  package func encode(
    _ numbers: StoredNumbers, name: String = "", hasNext: Bool = false, jobs: Int = 1,
    observer: (any ProgressObserver)? = nil, to output: Output
  ) throws -> ArrayCodingOutcome {
    let form = numbers.form
    let header = StreamHeader(adaptive: form, name: name, hasNext: hasNext).bytes
    let chunks = ArrayChunks(shape: form.memoryShape, wantedRows: chunkRows)
    let spread = try Self.spread(of: numbers)
    // A rate counts the header and the checksum.
    let encoder = try ArrayEncoder(
      chunks, type: form.type, spread: spread, quality: quality, effort: effort,
      overhead: header.count + Fingerprint.checksumLength)
    var errors = ArrayErrors(exponent: spread.exponent)
    var writer = StreamWriter(sink: output.write)
    try writer.write(header)
    try writer.write(encoder.start)
    try inOrder(0..<chunks.count, jobs: jobs, observer: observer) { index in
      try numbers.ordered(chunks.numbers(at: index))
    } work: { index, ordered in
      let bytes = try encoder.encode(index, ordered)
      var reader = ArrayCode.reader(of: bytes)
      let count = try ArrayCode.byteCount(from: &reader)
      let decoded = try ArrayCode.decodeChunk(
        Array(try reader.take(count)), type: form.type, shape: chunks.shape(at: index))
      let errors = ArrayErrors(
        of: decoded, from: ordered, type: form.type, exponent: spread.exponent)
      guard encoder.isMet(by: decoded, of: ordered, maximumError: errors.maximum) else {
        throw StreamError.boundMissed(array: name)
      }
      return (bytes: bytes, errors: errors)
    } take: { _, coded in
      try writer.write(coded.bytes)
      errors.add(coded.errors)
    }
    try writer.finish(hasSymbols: false)
    if writer.byteCount > header.count + form.byteCount + Fingerprint.checksumLength,
      try output.takeBack(writer.byteCount)
    {
      return try store(numbers, name: name, hasNext: hasNext, spread: spread, to: output)
    }
    let power = spread.scaledDeviation * spread.scaledDeviation
    return ArrayCodingOutcome(
      file: StreamEncoder.Outcome(
        count: form.count, byteCount: writer.byteCount, headerByteCount: header.count,
        meanSquaredError: errors.meanSquare),
      variance: spread.deviation * spread.deviation,
      ratio: power > 0 && errors.scaledMeanSquare > 0 ? power / errors.scaledMeanSquare : nil,
      maximumError: errors.maximum)
  }

  /// The most bytes by which the code of an array exceeds its numbers, besides the name.
  static let headerLimit = 64

  /// The numbers of a piece that is not coded.
  static let pieceLength = 1 << 17

  private static func spread(of numbers: StoredNumbers) throws -> ArraySpread {
    var spread = ArraySpread([])
    let type = numbers.form.type
    for start in stride(from: 0, to: numbers.form.count, by: pieceLength) {
      let end = min(start + pieceLength, numbers.form.count)
      spread.add(ArraySpread(try numbers.ordered(start..<end).map { type.number(ordered: $0) }))
    }
    return spread
  }

  /// Writes the numbers as they are.
  private func store(
    _ numbers: StoredNumbers, name: String, hasNext: Bool, spread: ArraySpread, to output: Output
  ) throws -> ArrayCodingOutcome {
    let form = numbers.form
    let header = StreamHeader(adaptive: form, name: name, hasNext: hasNext, isStored: true).bytes
    var writer = StreamWriter(sink: output.write)
    try writer.write(header)
    for start in stride(from: 0, to: form.count, by: Self.pieceLength) {
      let end = min(start + Self.pieceLength, form.count)
      try writer.write(form.type.bytes(ordered: numbers.ordered(start..<end)))
    }
    try writer.finish(hasSymbols: false)
    return ArrayCodingOutcome(
      file: StreamEncoder.Outcome(
        count: form.count, byteCount: writer.byteCount, headerByteCount: header.count,
        meanSquaredError: 0),
      variance: spread.deviation * spread.deviation, maximumError: 0)
  }

  /// Codes an array in memory.
  ///
  /// - Parameters:
  ///   - numbers: as many as the form says, which are rounded to its type.
  ///   - form: of the array.
  /// - Returns: the file.
  /// - Throws: what coding throws.
  package func file(of numbers: [Double], form: ArrayForm) throws -> [UInt8] {
    var file: [UInt8] = []
    let bytes = form.type.bytes(
      ordered: numbers.map { form.type.ordered(number: $0) }, isBigEndian: form.isBigEndian)
    _ = try encode(
      StoredNumbers(form, FileBytes(bytes, path: "the array")),
      to: Output { bytes in
        file += bytes
      } takeBack: { count in
        file.removeLast(count)
        return true
      })
    return file
  }
}
