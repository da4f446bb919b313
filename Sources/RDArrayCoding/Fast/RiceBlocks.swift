/// Codes integers in blocks of 32 by Golomb–Rice codes whose parameter follows each block: fast, and near the entropy of smooth residuals.
///
/// Bits are in words of 64, the most significant byte and bit first. A block begins with a bit, 0 if its parameter is the last one's, else with 1 and the
/// parameter in 6 bits: 0 for a block of zeros, `k + 1` for one of Rice codes. An integer `x` is `u = 2 x`, or `-2 x - 1` if it is negative: `u >> k` zeros, a one, and the `k`
/// lowest bits; for 24 zeros and more, 24 zeros and `u` in 64 bits.
///
/// > Source: [golomb1966]; [rice1979].
enum RiceBlocks {
  private static let blockLength = 32
  private static let escapeLength = 24

  /// The bytes of integers.
  static func encode(_ integers: UnsafeMutablePointer<Int64>, count: Int) -> [UInt8] {
    var writer = WordWriter(capacity: count / 16 + 64)
    var last = 0
    for start in stride(from: 0, to: count, by: blockLength) {
      let length = min(blockLength, count - start)
      let block = integers + start
      var sum: UInt64 = 0
      for index in 0..<length { sum &+= min(folded(block[index]), 1 << 57) }
      var code = 0
      if sum > 0 {
        // The parameter is about the logarithm of ln 2 times the mean.
        let scaled = sum / UInt64(length) &* 11 / 16
        code = scaled < 1 ? 1 : min(58, 64 - scaled.leadingZeroBitCount)
      }
      writer.reserve(3 * length + 2)
      if code == last {
        writer.append(0, count: 1)
      } else {
        writer.append(UInt64(64 | code), count: 7)
        last = code
      }
      guard code > 0 else { continue }
      let parameter = code - 1
      let mask: UInt64 = 1 << UInt64(parameter) - 1
      for index in 0..<length {
        let value = folded(block[index])
        let quotient = value >> UInt64(parameter)
        if quotient < UInt64(escapeLength) {
          writer.append(1, count: Int(quotient) + 1)
          writer.append(value & mask, count: parameter)
        } else {
          writer.append(0, count: escapeLength)
          writer.append(value >> 32, count: 32)
          writer.append(value & 0xffff_ffff, count: 32)
        }
      }
    }
    return writer.finish()
  }

  /// Reads integers.
  ///
  /// - Returns: whether the bytes are as many as were needed.
  static func decode(
    _ bytes: [UInt8], into integers: UnsafeMutablePointer<Int64>, count: Int
  ) -> Bool {
    var reader = WordReader(bytes)
    var code = 0
    for start in stride(from: 0, to: count, by: blockLength) {
      if reader.isExhausted { return false }
      if reader.take(1) == 1 { code = Int(reader.take(6)) }
      guard code > 0 else { continue }
      let parameter = code - 1
      for index in start..<min(start + blockLength, count) {
        let zeros = reader.zeros(limit: escapeLength)
        let value: UInt64
        if zeros < escapeLength {
          reader.skip(1)
          value = UInt64(zeros) << UInt64(parameter) | (parameter == 0 ? 0 : reader.take(parameter))
        } else {
          value = reader.take(32) << 32 | reader.take(32)
        }
        integers[index] = Int64(bitPattern: value >> 1) ^ (0 &- Int64(value & 1))
      }
    }
    return reader.isAtEnd
  }

  @inline(__always)
  private static func folded(_ integer: Int64) -> UInt64 {
    UInt64(bitPattern: integer << 1 ^ integer >> 63)
  }
}

/// Appends bits to words.
private struct WordWriter {
  private var words: [UInt64]
  private var count = 0
  private var word: UInt64 = 0
  private var free = 64

  init(capacity: Int) { words = Array(repeating: 0, count: capacity) }

  /// Makes sure that `more` words can be appended.
  mutating func reserve(_ more: Int) {
    if count + more > words.count {
      words.append(contentsOf: repeatElement(0, count: words.count + more))
    }
  }

  @inline(__always)
  mutating func append(_ bits: UInt64, count length: Int) {
    if length < free {
      free &-= length
      word |= bits << UInt64(free)
      return
    }
    let rest = length &- free
    words.withUnsafeMutableBufferPointer { $0[count] = word | bits >> UInt64(rest) }
    count &+= 1
    free = 64 &- rest
    word = rest == 0 ? 0 : bits << UInt64(free)
  }

  /// The bytes, the last one filled up with zeros.
  mutating func finish() -> [UInt8] {
    reserve(1)
    words[count] = word
    var bytes = [UInt8](repeating: 0, count: 8 * (count + 1))
    bytes.withUnsafeMutableBytes { bytes in
      for index in 0...count {
        bytes.storeBytes(of: words[index].bigEndian, toByteOffset: 8 * index, as: UInt64.self)
      }
    }
    bytes.removeLast(free / 8)
    return bytes
  }
}

/// Takes bits from bytes; behind the end there are zeros.
private struct WordReader {
  private let words: [UInt64]
  private let bitCount: Int
  private var position = 0

  init(_ bytes: [UInt8]) {
    bitCount = 8 * bytes.count
    words = (0..<bytes.count / 8 + 3).map { index in
      var word: UInt64 = 0
      for place in 0..<8 {
        let at = 8 * index + place
        word = word << 8 | (at < bytes.count ? UInt64(bytes[at]) : 0)
      }
      return word
    }
  }

  /// The next 64 bits.
  @inline(__always)
  private var window: UInt64 {
    words.withUnsafeBufferPointer { words in
      let index = min(position >> 6, words.count &- 2)
      let shift = UInt64(position & 63)
      return words[index] << shift | (words[index &+ 1] >> 1) >> (63 &- shift)
    }
  }

  /// The next 1 to 64 bits.
  @inline(__always)
  mutating func take(_ count: Int) -> UInt64 {
    let bits = window >> UInt64(64 &- count)
    position &+= count
    return bits
  }

  /// Takes the zeros before the next one, at most `limit`.
  @inline(__always)
  mutating func zeros(limit: Int) -> Int {
    let count = min(limit, window.leadingZeroBitCount)
    position &+= count
    return count
  }

  @inline(__always)
  mutating func skip(_ count: Int) { position &+= count }

  /// Whether more was read than there is.
  var isExhausted: Bool { position > bitCount }

  /// Whether what is not read is less than a byte.
  var isAtEnd: Bool { position <= bitCount && position + 8 > bitCount }
}
