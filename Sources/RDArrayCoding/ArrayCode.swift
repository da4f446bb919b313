import RDCore

/// Codes arrays of numbers adaptively: quantised on a lattice, and coded by one mixing coder behind the front end that takes the fewest bytes.
///
/// An array is cut into ``ArrayChunks``: a varint of the rows of a chunk, 0 for all of them,
/// and for each chunk a varint of its bytes, the bytes, and their checksum.
package enum ArrayCode {
  /// Codes an array.
  ///
  /// - Parameters:
  ///   - array: of any type and shape.
  ///   - quality: what the code must meet.
  ///   - effort: how long to search.
  ///   - chunkRows: the indices of the first dimension that a chunk has; without one, all of up to `ArrayChunks.limit` numbers.
  ///   - overhead: the bytes of the file besides the code, which count as rate.
  /// - Returns: the code; type and shape are not in it.
  /// - Throws: ``ArrayCodingError``.
  package static func encode(
    _ array: NumberArray, quality: ArrayQuality, effort: ArrayEffort = .standard,
    chunkRows: Int? = nil, overhead: Int = 0
  ) throws(ArrayCodingError) -> [UInt8] {
    let encoder = try ArrayEncoder(
      ArrayChunks(shape: array.shape, wantedRows: chunkRows), type: array.type,
      spread: ArraySpread(array.numbers), quality: quality, effort: effort, overhead: overhead)
    var code = encoder.start
    for index in 0..<encoder.chunks.count {
      code += try encoder.encode(index, Array(array.ordered[encoder.chunks.numbers(at: index)]))
    }
    return code
  }

  /// The array of a code.
  ///
  /// - Parameters:
  ///   - bytes: the code.
  ///   - type: of the numbers.
  ///   - shape: of the array.
  /// - Returns: the array.
  /// - Throws: ``ArrayCodingError``.
  package static func decode(
    _ bytes: [UInt8], type: NumberType, shape: [Int]
  ) throws(ArrayCodingError) -> NumberArray {
    var reader = reader(of: bytes)
    let chunks = try chunks(from: &reader, shape: shape)
    var ordered: [Int64] = []
    for index in 0..<chunks.count {
      let count = try byteCount(from: &reader)
      ordered += try decodeChunk(
        Array(try reader.take(count)), type: type, shape: chunks.shape(at: index))
    }
    guard reader.remaining == 0 else { throw .damaged("bytes follow the last chunk") }
    return NumberArray(type: type, shape: shape, ordered: ordered)
  }

  /// A reader of a code, or of a part of one.
  package static func reader(of bytes: [UInt8]) -> BinaryReader<ArrayCodingError> {
    BinaryReader(bytes) { problem in
      switch problem {
      case .truncated, .notUTF8: .truncated
      case .impossibleNumber(let what, let number, _): .damaged("it claims \(number) \(what)")
      }
    }
  }

  /// Reads how an array is cut.
  ///
  /// - Throws: ``ArrayCodingError/damaged(_:)`` for chunks that are too large.
  package static func chunks(
    from reader: inout BinaryReader<ArrayCodingError>, shape: [Int]
  ) throws(ArrayCodingError) -> ArrayChunks {
    let chunks = ArrayChunks(shape: shape, rows: Int(try reader.varint("rows", groupLimit: 7)))
    let rows = chunks.rows(at: 0).count
    guard rows == 1 || chunks.numbers(at: 0).count <= ArrayChunks.limit else {
      throw .damaged("a chunk has \(rows) rows")
    }
    return chunks
  }

  /// Reads the length of the code of a chunk with its checksum.
  package static func byteCount(
    from reader: inout BinaryReader<ArrayCodingError>
  ) throws(ArrayCodingError) -> Int {
    Int(try reader.varint("bytes", groupLimit: 7)) + Fingerprint.checksumLength
  }

  /// Decodes a chunk.
  ///
  /// - Parameters:
  ///   - bytes: its code and the checksum of that.
  ///   - type: of its numbers.
  ///   - shape: of the chunk.
  /// - Returns: its numbers, as ordered integers.
  /// - Throws: ``ArrayCodingError``.
  package static func decodeChunk(
    _ bytes: [UInt8], type: NumberType, shape: [Int]
  ) throws(ArrayCodingError) -> [Int64] {
    guard bytes.count >= Fingerprint.checksumLength else { throw .truncated }
    let code = Array(bytes.dropLast(Fingerprint.checksumLength))
    guard Fingerprint(of: code).isDigest(bytes.suffix(Fingerprint.checksumLength)) else {
      throw .altered
    }
    return try ChunkDecoder.decode(code, type: type, shape: shape)
  }
}
