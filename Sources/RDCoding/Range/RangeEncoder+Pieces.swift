extension RangeEncoder {
  /// Takes out the bytes that no later symbol can change, so that a long stream need not be held in memory.
  ///
  /// A carry runs through words of all ones and stops at the word before them; that word and what follows it stay.
  ///
  /// - Returns: the next bytes of the stream; ``finish()`` then gives the rest.
  public mutating func takeSettledBytes() -> [UInt8] {
    guard let settledCount = words.lastIndex(where: { $0 != .max }), settledCount > 0 else {
      return []
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: 4 * settledCount) { bytes, count in
      let bytes = UnsafeMutableRawBufferPointer(bytes)
      for place in 0..<settledCount {
        bytes.storeBytes(of: words[place].bigEndian, toByteOffset: 4 * place, as: UInt32.self)
      }
      count = 4 * settledCount
    }
    words.removeFirst(settledCount)
    return bytes
  }
}
