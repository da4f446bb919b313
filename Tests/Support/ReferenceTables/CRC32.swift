/// The checksum of a chunk of PNG, bit by bit: CRC-32.
public func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  var remainder = UInt32.max
  for byte in bytes {
    remainder ^= UInt32(byte)
    for _ in 0..<8 {
      remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xedb8_8320 : 0)
    }
  }
  return ~remainder
}
