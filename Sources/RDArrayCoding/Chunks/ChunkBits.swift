import RDCoding
import RDCore

/// The end of a chunk: the marks of gaps and the integers.
enum ChunkBits {
  /// Appends marks and integers.
  ///
  /// - Parameters:
  ///   - integers: of the planes.
  ///   - planes: how they are coded.
  ///   - mask: the gaps.
  ///   - shape: of the chunk, for ``DifferenceBlocks``; `nil` for mixed contexts.
  ///   - writer: what comes before.
  /// - Returns: the bytes of the chunk.
  static func bytes(
    _ integers: Buffer<Int64>, planes: IntegerPlanes, mask: GapMask?, fastShape shape: [Int]?,
    after writer: BinaryWriter
  ) -> [UInt8] {
    var channel = EncodingBinaryChannel()
    if var mask { mask.code(in: &channel) }
    guard let shape else {
      planes.code(integers.pointer, in: &channel)
      return writer.bytes + channel.finish()
    }
    var writer = writer
    if mask != nil {
      let marks = channel.finish()
      writer.appendVarint(marks.count)
      writer.append(marks)
    }
    return writer.bytes + DifferenceBlocks.encode(Buffer(copying: integers), shape: shape)
  }

  /// Reads marks and integers.
  ///
  /// - Returns: the integers, and the gaps if there are any.
  /// - Throws: ``ArrayCodingError/damaged(_:)``.
  static func read(
    _ reader: inout BinaryReader<ArrayCodingError>, count: Int, hasMask: Bool,
    planes: IntegerPlanes, fastShape shape: [Int]?
  ) throws(ArrayCodingError) -> (integers: Buffer<Int64>, mask: GapMask?) {
    var mask = hasMask ? GapMask(count: count) : nil
    let integers = Buffer<Int64>(repeating: 0, count: planes.count)
    func finish(_ channel: inout DecodingBinaryChannel) throws(ArrayCodingError) {
      do throws(CodingError) { try channel.finish() } catch { throw .damaged("\(error)") }
    }
    if let shape {
      if hasMask {
        let length = try reader.varint("bytes", groupLimit: 7)
        guard length <= UInt64(reader.remaining) else { throw .truncated }
        var channel = DecodingBinaryChannel(Array(try reader.take(Int(length))))
        mask?.code(in: &channel)
        try finish(&channel)
      }
      let bytes = Array(try reader.take(reader.remaining))
      guard DifferenceBlocks.decode(bytes, into: integers, shape: shape) else {
        throw .damaged("its integers do not end where the chunk does")
      }
    } else {
      var channel = DecodingBinaryChannel(Array(try reader.take(reader.remaining)))
      mask?.code(in: &channel)
      planes.code(integers.pointer, in: &channel)
      try finish(&channel)
    }
    return (integers, mask)
  }
}
