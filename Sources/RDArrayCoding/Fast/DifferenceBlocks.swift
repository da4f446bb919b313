/// Integers as differences along none, the last or all dimensions, in ``RiceBlocks``.
///
/// Differences along all dimensions, one after the other, are those from the Lorenzo predictor. A byte says along how many of the last dimensions they are taken.
///
/// > Source: [ibarria2003].
enum DifferenceBlocks {
  /// The bytes of integers, which become their differences.
  static func encode(_ integers: Buffer<Int64>, shape: [Int]) -> [UInt8] {
    var depth = 0
    var least = cost(integers)
    for tried in Set([1, shape.count]).sorted() where tried <= shape.count {
      let copy = Buffer(copying: integers)
      differentiate(copy, shape: shape, depth: tried)
      let bits = cost(copy)
      if bits < least { (least, depth) = (bits, tried) }
    }
    differentiate(integers, shape: shape, depth: depth)
    return [UInt8(depth)] + RiceBlocks.encode(integers.pointer, count: integers.count)
  }

  /// Reads integers.
  ///
  /// - Returns: whether the bytes are those of an encoder.
  static func decode(_ bytes: [UInt8], into integers: Buffer<Int64>, shape: [Int]) -> Bool {
    guard let depth = bytes.first, Int(depth) <= shape.count,
      RiceBlocks.decode(
        Array(bytes.dropFirst()), into: integers.pointer, count: integers.count)
    else { return false }
    var stride = 1
    for extent in shape.reversed().prefix(Int(depth)) {
      let period = stride * extent
      for start in Swift.stride(from: 0, to: integers.count, by: period) {
        let line = integers.pointer + start
        for index in Swift.stride(from: stride, to: period, by: 1) {
          line[index] &+= line[index &- stride]
        }
      }
      stride = period
    }
    return true
  }

  /// Takes differences along the last dimensions.
  private static func differentiate(_ integers: Buffer<Int64>, shape: [Int], depth: Int) {
    var stride = 1
    for extent in shape.reversed().prefix(depth) {
      let period = stride * extent
      for start in Swift.stride(from: 0, to: integers.count, by: period) {
        let line = integers.pointer + start
        for index in Swift.stride(from: period - 1, to: stride - 1, by: -1) {
          line[index] &-= line[index &- stride]
        }
      }
      stride = period
    }
  }

  /// About the bits of integers, on one block of eight.
  private static func cost(_ integers: Buffer<Int64>) -> Int {
    var bits = 0
    for start in stride(from: 0, to: integers.count, by: 256) {
      for index in start..<min(start + 32, integers.count) {
        bits += 64 - integers.pointer[index].magnitude.leadingZeroBitCount
      }
    }
    return bits
  }
}
