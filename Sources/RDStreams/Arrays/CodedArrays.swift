import RDArrayCoding
import RDArrayFiles
import RDCore

/// The arrays of a file of adaptive codes: where their chunks are, of which any can be decoded by itself.
package struct CodedArrays: Sendable {
  package struct Array: Sendable {
    package let header: StreamHeader
    let chunks: ArrayChunks

    /// Where the code of each chunk is, with its checksum.
    let places: [Range<Int>]

    /// Where the stream is, without the checksum at its end.
    let range: Range<Int>
  }

  /// In the order of the file.
  package let arrays: [Array]
  private let file: FileBytes

  /// The most numbers that are given however short the file is, and the most for each of its bytes beyond.
  private static let freeCount = 1 << 24
  private static let countPerByte = 1 << 12

  /// Finds the arrays, reading only headers and lengths.
  ///
  /// - Parameters:
  ///   - file: that an encoder wrote.
  ///   - allowsAnySize: whether it may have more numbers than its length makes credible: 2^24, and 4096 for each byte.
  /// - Throws: ``StreamError``; an error of reading.
  package init(_ file: FileBytes, allowsAnySize: Bool = false) throws {
    self.file = file
    var arrays: [Array] = []
    var names: Set<String> = []
    var count = 0
    var position = 0
    repeat {
      let (header, end) = try Self.header(in: file, at: position)
      count += header.form.count
      guard
        allowsAnySize || count <= Self.freeCount || count / Self.countPerByte <= file.count
      else { throw StreamError.tooLarge(count: count, byteCount: file.count) }
      let array = try Self.coded {
        header.isStored
          ? try Self.stored(header, in: file, start: position, headerEnd: end)
          : try Self.chunked(header, in: file, start: position, headerEnd: end)
      }
      guard names.insert(array.header.name).inserted else {
        throw StreamError.impossibleHeader(
          reason: "two arrays have the name '\(array.header.name)'")
      }
      position = array.range.upperBound + Fingerprint.checksumLength
      arrays.append(array)
    } while arrays.last?.header.hasNext == true
    guard position == file.count else { throw StreamError.altered }
    self.arrays = arrays
  }

  /// The header at a position, and where it ends.
  private static func header(
    in file: FileBytes, at start: Int
  ) throws -> (header: StreamHeader, end: Int) {
    var position = start
    var bytes = CheckedBytes { count in
      defer { position += count }
      return try file.read(position..<position + min(count, max(0, file.count - position)))
    }
    let header = try StreamHeader(from: &bytes, external: nil)
    guard header.isAdaptive else {
      throw StreamError.impossibleHeader(reason: "it mixes codes of different kinds")
    }
    return (header, start + bytes.takenCount)
  }

  private static func chunked(
    _ header: StreamHeader, in file: FileBytes, start: Int, headerEnd: Int
  ) throws -> Array {
    var position = headerEnd
    func next<Value>(
      _ read: (inout BinaryReader<ArrayCodingError>) throws(ArrayCodingError) -> Value
    ) throws -> Value {
      var reader = ArrayCode.reader(of: try file.read(position..<position + 9))
      let value = try read(&reader)
      position += reader.position
      return value
    }
    let chunks = try next { (reader) throws(ArrayCodingError) in
      try ArrayCode.chunks(from: &reader, shape: header.form.memoryShape)
    }
    var places: [Range<Int>] = []
    for _ in 0..<chunks.count {
      let length = try next { (reader) throws(ArrayCodingError) in
        try ArrayCode.byteCount(from: &reader)
      }
      guard length <= file.count - position else { throw ArrayCodingError.truncated }
      places.append(position..<position + length)
      position += length
    }
    guard file.count - position >= Fingerprint.checksumLength else { throw StreamError.truncated }
    return Array(header: header, chunks: chunks, places: places, range: start..<position)
  }

  private static func stored(
    _ header: StreamHeader, in file: FileBytes, start: Int, headerEnd: Int
  ) throws -> Array {
    let form = header.form
    guard file.count - headerEnd - Fingerprint.checksumLength >= form.byteCount else {
      throw StreamError.truncated
    }
    let chunks = ArrayChunks(shape: form.memoryShape)
    let size = form.type.byteCount
    let places = (0..<chunks.count).map { index in
      let numbers = chunks.numbers(at: index)
      return headerEnd + size * numbers.lowerBound..<headerEnd + size * numbers.upperBound
    }
    return Array(
      header: header, chunks: chunks, places: places, range: start..<headerEnd + form.byteCount)
  }

  /// Gives the numbers of an array.
  ///
  /// - Parameters:
  ///   - index: of the array.
  ///   - rows: a range of its slowest dimension, whose chunks alone are read; `nil` for all.
  ///   - jobs: the number of concurrent chunks.
  ///   - observer: receives the number of chunks that are decoded.
  ///   - take: receives the next numbers, as ordered integers in the order of memory, to be believed when the last have come without an error.
  /// - Throws: ``StreamError``; an error of reading; what `take` throws.
  package func decode(
    _ index: Int, rows: Range<Int>? = nil, jobs: Int = 1,
    observer: (any ProgressObserver)? = nil, _ take: ([Int64]) throws -> Void
  ) throws {
    let array = arrays[index]
    let (chunks, header, places) = (array.chunks, array.header, array.places)
    let selected = rows.map { chunks.chunks(of: $0) } ?? 0..<chunks.count
    let isWhole = selected.count == chunks.count
    var digest = Fingerprint()
    var digested = array.range.lowerBound
    /// Absorbs what is before a position, of which chunks were read already.
    func absorb(upTo end: Int, _ bytes: [UInt8]? = nil) throws {
      guard isWhole else { return }
      digest.absorb(try bytes ?? file.read(digested..<end))
      digested = end
    }
    try inOrder(selected, jobs: jobs, observer: observer) { chunk in
      let place = places[chunk]
      let bytes = try file.read(place)
      try absorb(upTo: place.lowerBound)
      try absorb(upTo: place.upperBound, bytes)
      return bytes
    } work: { chunk, bytes in
      try Self.coded {
        header.isStored
          ? header.form.type.ordered(bytes: bytes)
          : try ArrayCode.decodeChunk(
            bytes, type: header.form.type, shape: chunks.shape(at: chunk))
      }
    } take: { chunk, ordered in
      guard let rows else { return try take(ordered) }
      let own = chunks.rows(at: chunk)
      let wanted = rows.clamped(to: own)
      let start = (wanted.lowerBound - own.lowerBound) * chunks.rowLength
      try take(Swift.Array(ordered[start..<start + wanted.count * chunks.rowLength]))
    }
    guard isWhole else { return }
    try absorb(upTo: array.range.upperBound)
    let end = array.range.upperBound
    guard digest.isDigest(try file.read(end..<end + Fingerprint.checksumLength)) else {
      throw StreamError.altered
    }
  }

  /// Errors of the code as those of the stream.
  private static func coded<Value>(_ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let error as ArrayCodingError {
      throw error == .truncated ? StreamError.truncated : .damagedPayload(reason: "\(error)")
    }
  }
}
