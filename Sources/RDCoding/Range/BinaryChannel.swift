/// One side of a binary arithmetic coder, so that encoder and decoder share one traversal of what is coded.
public protocol BinaryChannel {
  /// Codes a bit.
  ///
  /// - Parameters:
  ///   - bit: 0 or 1; a decoder ignores it.
  ///   - probabilityOfOne: in units of `2^-22`, above 0 and below `2^22`.
  /// - Returns: the bit.
  mutating func code(_ bit: Int, probabilityOfOne: UInt32) -> Int

  /// Codes bits that are not modelled.
  ///
  /// - Parameters:
  ///   - bits: below `2^count`; a decoder ignores it.
  ///   - count: 0 to 64.
  /// - Returns: the bits.
  mutating func code(bits: UInt64, count: Int) -> UInt64

  /// Whether more was read than there is, so that what comes is worthless.
  var isExhausted: Bool { get }
}

/// The bits of a probability of a ``BinaryChannel``.
public let binaryPrecision: UInt32 = 22

extension BinaryChannel {
  /// Codes bits one by one, the highest first, each with the probability one half.
  @inlinable
  public mutating func code(bits: UInt64, count: Int) -> UInt64 {
    var result: UInt64 = 0
    var position = count
    while position > 0 {
      position &-= 1
      let bit = code(
        Int(bits >> UInt64(position) & 1), probabilityOfOne: 1 << (binaryPrecision - 1))
      result = result << 1 | UInt64(bit)
    }
    return result
  }
}

/// Writes bits with a range coder.
public struct EncodingBinaryChannel: BinaryChannel {
  @usableFromInline var encoder = RangeEncoder()

  /// A channel at the start of a stream.
  @inlinable
  public init() {}

  /// Writes a bit.
  @inlinable
  @inline(__always)
  public mutating func code(_ bit: Int, probabilityOfOne: UInt32) -> Int {
    encoder.encode(bit: bit, probabilityOfOne: probabilityOfOne)
    return bit
  }

  /// Never.
  @inlinable
  public var isExhausted: Bool { false }

  /// Ends the stream.
  public mutating func finish() -> [UInt8] { encoder.finish() }
}

/// Reads bits from a range coder; behind the end, zeros.
public struct DecodingBinaryChannel: BinaryChannel {
  @usableFromInline var decoder: RangeDecoder

  /// A channel at the start of a stream.
  public init(_ bytes: [UInt8]) { decoder = RangeDecoder(bytes) }

  /// Reads a bit.
  @inlinable
  @inline(__always)
  public mutating func code(_: Int, probabilityOfOne: UInt32) -> Int {
    decoder.decode(probabilityOfOne: probabilityOfOne)
  }

  /// Whether more was read than there is.
  @inlinable
  public var isExhausted: Bool { decoder.isExhausted }

  /// Checks that the stream ends with the bits that were read.
  ///
  /// - Throws: ``CodingError/notAtEnd(byteCount:)`` if it does not.
  public func finish() throws(CodingError) { try decoder.finish() }
}

/// Adds up the ideal lengths of bits, and writes nothing.
public struct MeasuringBinaryChannel: BinaryChannel {
  /// The length so far, in units of `2^-26` bits.
  @usableFromInline var length: UInt64 = 0
  @usableFromInline let lengths: [UInt32] = LogisticTable.codeLengths

  /// A channel at the start of a stream.
  @inlinable
  public init() {}

  /// Adds the length of a bit.
  @inlinable
  @inline(__always)
  public mutating func code(_ bit: Int, probabilityOfOne: UInt32) -> Int {
    let probability = bit == 0 ? (1 << binaryPrecision) &- probabilityOfOne : probabilityOfOne
    length &+= LogisticTable.codeLength(of: probability, by: lengths)
    return bit
  }

  /// Adds a bit for each.
  @inlinable
  public mutating func code(bits: UInt64, count: Int) -> UInt64 {
    length &+= UInt64(count) << 26
    return bits
  }

  /// Never.
  @inlinable
  public var isExhausted: Bool { false }

  /// The number of bits so far.
  public var bitCount: Double { Double(length) / 0x1p26 }
}
