import RDCore

/// Numbers that are stored as they are, because what is decoded misses the bound.
struct Exceptions {
  /// Indices that rise, and ordered integers.
  var entries: [(index: Int, ordered: Int64)] = []

  func write(to writer: inout BinaryWriter, type: NumberType) {
    writer.appendVarint(entries.count)
    var last = 0
    for entry in entries {
      writer.appendVarint(entry.index - last)
      last = entry.index
      let bits = type.bits(ordered: entry.ordered)
      for position in 0..<type.byteCount {
        writer.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * position)))
      }
    }
  }

  init() {}

  init(
    from reader: inout BinaryReader<ArrayCodingError>, type: NumberType, count: Int
  ) throws(ArrayCodingError) {
    let number = try reader.varint("exceptions", groupLimit: 7)
    var index = 0
    for _ in 0..<number {
      let gap = try reader.varint("numbers", groupLimit: 7)
      guard gap < UInt64(count - index) else { throw .damaged("an exception is beyond the end") }
      index += Int(gap)
      var bits: UInt64 = 0
      for position in 0..<type.byteCount {
        bits |= UInt64(try reader.integer(UInt8.self)) << UInt64(8 * position)
      }
      entries.append((index, type.ordered(bits: bits)))
    }
  }

  func apply(to integers: inout [Int64]) {
    for entry in entries { integers[entry.index] = entry.ordered }
  }
}
