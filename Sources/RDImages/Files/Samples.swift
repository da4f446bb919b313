extension [UInt16] {
  /// Samples that a decoder writes in one byte each: into the second half of this array, whence they are spread over the whole, so that
  /// there is no other copy of them.
  init(
    byteCount count: Int,
    _ decode: (UnsafeMutablePointer<UInt8>) throws(ImageFileError) -> Void
  ) throws(ImageFileError) {
    self.init(repeating: 0, count: count)
    try withUnsafeMutableBufferPointer { (samples) throws(ImageFileError) in
      let raw = UnsafeMutableRawBufferPointer(samples)
      guard let start = raw.baseAddress else { return }
      try decode((start + count).assumingMemoryBound(to: UInt8.self))
      for index in 0..<count {
        let sample = UInt16(raw.load(fromByteOffset: count + index, as: UInt8.self))
        raw.storeBytes(of: sample, toByteOffset: 2 * index, as: UInt16.self)
      }
    }
  }

  /// Samples that a decoder writes in two bytes each, in the machine's order.
  init(
    count: Int, _ decode: (UnsafeMutablePointer<UInt16>) throws(ImageFileError) -> Void
  ) throws(ImageFileError) {
    self.init(repeating: 0, count: count)
    try withUnsafeMutableBufferPointer { (samples) throws(ImageFileError) in
      guard let start = samples.baseAddress else { return }
      try decode(start)
    }
  }

  /// Scales samples from a maximum to another by rounding.
  ///
  /// - Precondition: no sample is above the maximum, which is at least 1.
  mutating func scale(from maximum: Int, to other: Int) {
    guard maximum != other else { return }
    let table = (0...maximum).map { UInt16(($0 * other + maximum / 2) / maximum) }
    for index in indices { self[index] = table[Int(self[index])] }
  }
}

/// Rows of packed samples: several to a byte, the first in the highest bits, each row from a whole byte.
struct PackedRows {
  let bitDepth: Int
  let samplesPerRow: Int

  /// The bytes of a row.
  var byteCount: Int { (samplesPerRow * bitDepth + 7) / 8 }

  /// The sample at an index of the row that begins at the first of `bytes`.
  ///
  /// - Precondition: the samples have 1, 2, 4 or 8 bits.
  @inline(__always)
  func sample(_ index: Int, of bytes: UnsafePointer<UInt8>) -> UInt8 {
    let perByte = 8 / bitDepth
    let shift = 8 - bitDepth * (index % perByte + 1)
    return bytes[index / perByte] >> UInt8(shift) & UInt8((1 << bitDepth) - 1)
  }
}
