import RDCore

/// Codes arrays of numbers adaptively: quantised on a lattice, and coded by one mixing coder behind the front end that takes the fewest bytes.
///
/// An array is cut along its first dimension into chunks, which are coded by themselves: a varint of the rows of a chunk, 0 for all of them,
/// and for each chunk a varint of its bytes, the bytes, and their checksum.
package enum ArrayCode {
  /// The most numbers of a chunk, unless a row has more.
  package static let chunkLimit = 1 << 22

  /// Codes an array.
  ///
  /// - Parameters:
  ///   - array: of any type and shape.
  ///   - quality: what the code must meet.
  ///   - effort: how long to search.
  ///   - chunkRows: the indices of the first dimension that a chunk has; without one, all of up to `chunkLimit` numbers.
  ///   - overhead: the bytes of the file besides the code, which count as rate.
  /// - Returns: the code; type and shape are not in it.
  /// - Throws: ``ArrayCodingError``.
  package static func encode(
    _ array: NumberArray, quality: ArrayQuality, effort: ArrayEffort = .standard,
    chunkRows: Int? = nil, overhead: Int = 0
  ) throws(ArrayCodingError) -> [UInt8] {
    if let value = quality.value, !(value > 0 && value.isFinite) {
      throw .invalidCriterion(value)
    }
    if case .relativeError = quality, !array.type.isFloatingPoint {
      throw .relativeErrorOfIntegers
    }
    let most = max(1, chunkLimit / max(1, array.shape.dropFirst().reduce(1, *)))
    let chunkRows = min(chunkRows ?? (array.count <= chunkLimit ? 0 : most), most)
    let rows = chunkCounts(shape: array.shape, chunkRows: chunkRows)
    let spread = ArraySpread(array.numbers)
    let overhead = overhead + rows.count * (Fingerprint.checksumLength + 4) + 1
    let criterion = quality.criterion(for: spread, overhead: overhead)
    var writer = BinaryWriter()
    writer.appendVarint(chunkRows)
    var start = 0
    for count in rows {
      let shape = rows.count == 1 ? array.shape : [count] + array.shape.dropFirst()
      let length = shape.reduce(1, *)
      let chunk = NumberArray(
        type: array.type, shape: shape, ordered: Array(array.ordered[start..<start + length]))
      start += length
      var own = criterion
      if case .byteCount(let limit) = criterion {
        own = .byteCount(limit * length / max(1, array.count))
      }
      let bytes: [UInt8]
      do throws(ArrayCodingError) {
        bytes = try ChunkEncoder(chunk, effort: effort).encode(own)
      } catch {
        guard case .rateOutOfReach(let wanted, let possible) = error else { throw error }
        throw .rateOutOfReach(wanted: wanted + overhead, possible: possible + overhead)
      }
      writer.appendVarint(bytes.count)
      writer.append(bytes)
      writer.append(Fingerprint(of: bytes).checksum)
    }
    return writer.bytes
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
    var reader = BinaryReader<ArrayCodingError>(bytes) { problem in
      switch problem {
      case .truncated, .notUTF8: .truncated
      case .impossibleNumber(let what, let number, _): .damaged("it claims \(number) \(what)")
      }
    }
    let chunkRows = Int(try reader.varint("rows", groupLimit: 7))
    var ordered: [Int64] = []
    let rows = chunkCounts(shape: shape, chunkRows: chunkRows)
    // Every chunk has six bytes and more.
    guard rows.count <= bytes.count else { throw .truncated }
    for count in rows {
      let length = try reader.varint("bytes", groupLimit: 7)
      guard length <= UInt64(reader.remaining) else { throw .truncated }
      let chunk = Array(try reader.take(Int(length)))
      guard Fingerprint(of: chunk).isDigest(try reader.take(Fingerprint.checksumLength)) else {
        throw .altered
      }
      guard count == 1 || count <= chunkLimit / max(1, shape.dropFirst().reduce(1, *)) else {
        throw .damaged("a chunk has \(count) rows")
      }
      let chunkShape = rows.count == 1 ? shape : [count] + shape.dropFirst()
      ordered += try ChunkDecoder.decode(chunk, type: type, shape: chunkShape)
    }
    guard reader.remaining == 0 else { throw .damaged("bytes follow the last chunk") }
    return NumberArray(type: type, shape: shape, ordered: ordered)
  }

  /// The indices of the first dimension that each chunk has.
  private static func chunkCounts(shape: [Int], chunkRows: Int) -> [Int] {
    let rows = shape.first ?? 1
    guard chunkRows > 0, rows > chunkRows else { return [rows] }
    let last = rows % chunkRows
    return Array(repeating: chunkRows, count: rows / chunkRows) + (last > 0 ? [last] : [])
  }
}
