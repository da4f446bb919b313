extension RangeEncoder {
  /// Writes a bit.
  ///
  /// - Parameters:
  ///   - bit: 0 or 1.
  ///   - probabilityOfOne: in units of `2^-22`, above 0 and below `2^22`.
  @inlinable
  @inline(__always)
  public mutating func encode(bit: Int, probabilityOfOne: UInt32) {
    let cut = (interval.range &>> UInt64(binaryPrecision)) &* UInt64(probabilityOfOne)
    if bit == 0 {
      let (sum, isCarried) = low.addingReportingOverflow(cut)
      low = sum
      if isCarried { carry() }
      interval.range &-= cut
    } else {
      interval.range = cut
    }
    if interval.isSmall {
      words.append(UInt32(truncatingIfNeeded: low &>> 32))
      low &<<= 32
      interval.range &<<= 32
    }
  }
}

extension RangeDecoder {
  /// Reads a bit; behind the end of the stream the bytes are zeros.
  ///
  /// - Parameter probabilityOfOne: in units of `2^-22`, above 0 and below `2^22`.
  /// - Returns: 0 or 1.
  @inlinable
  @inline(__always)
  public mutating func decode(probabilityOfOne: UInt32) -> Int {
    let cut = (interval.range &>> UInt64(binaryPrecision)) &* UInt64(probabilityOfOne)
    let bit: Int
    if offset < cut {
      interval.range = cut
      bit = 1
    } else {
      offset &-= cut
      interval.range &-= cut
      bit = 0
    }
    if interval.isSmall {
      offset = offset &<< 32 | Self.word(of: bytes, at: position)
      interval.range &<<= 32
      position &+= 4
    }
    return bit
  }

  /// Whether more was read than an encoder leaves out at the end.
  @inlinable
  public var isExhausted: Bool { position &- 8 > bytes.count }
}
