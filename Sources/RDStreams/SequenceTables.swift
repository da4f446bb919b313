import RDCoding

/// What a decoder needs of a code of sequences: the tables of its parts, and what joins these.
///
/// In bits: for one part its `CodeTables`; for a transform code 255 (8), the `BlockTransform`, and the tables of each part.
package struct SequenceTables: Sendable {
  /// What joins the parts; `nil` where there is one that is the sequence itself.
  let transform: BlockTransform?
  package let parts: [CodeTables]

  /// Stands in the place of a family of quantisers for a transform code.
  private static let transformFamily: UInt64 = 0xff

  init(transform: BlockTransform?, parts: [CodeTables]) {
    self.transform = transform
    self.parts = parts
  }

  func write(to writer: inout BitWriter) {
    if let transform {
      writer.write(Self.transformFamily, bitCount: 8)
      transform.write(to: &writer)
    }
    for part in parts { part.write(to: &writer) }
  }

  /// Reads the tables of a stream.
  ///
  /// - Parameters:
  ///   - bytes: all of them.
  ///   - external: reads tables that name a decoder outside of the stream.
  /// - Throws: `CodingError` for bytes that are not tables.
  init(_ bytes: [UInt8], external: ExternalTablesReader?) throws(CodingError) {
    var reader = BitReader(bytes)
    var start = reader
    if try start.read(bitCount: 8) == Self.transformFamily {
      reader = start
      let transform = try BlockTransform(from: &reader)
      self.transform = transform
      var parts: [CodeTables] = []
      for _ in transform.memberCounts {
        parts.append(try CodeTables(from: &reader, external: external))
      }
      self.parts = parts
    } else {
      transform = nil
      parts = [try CodeTables(from: &reader, external: external)]
    }
    try reader.finish()
  }

  /// Samples that each part has of a sequence, shape as `parts`.
  func partLengths(sampleCount: Int) -> [Int] {
    transform?.partLengths(sampleCount: sampleCount) ?? [sampleCount]
  }

  /// Symbols that each part has of a sequence, the last block filled up; shape as `parts`.
  func symbolCounts(sampleCount: Int) -> [Int] {
    zip(parts, partLengths(sampleCount: sampleCount)).map { $0.symbolCount(sampleCount: $1) }
  }

  /// A coder of the symbols of each part, shape as `parts`.
  func makeCoders(sampleCount: Int) -> [any SymbolCoder] {
    zip(parts, partLengths(sampleCount: sampleCount)).map { $0.makeCoder(sampleCount: $1) }
  }

  /// The sequence that the samples of the parts make, shape `[parts][…]`, with or without what fills up their last blocks.
  func merge(_ decoded: [[Double]], sampleCount: Int) -> [Double] {
    transform?.merge(decoded, sampleCount: sampleCount) ?? Array(decoded[0].prefix(sampleCount))
  }
}
