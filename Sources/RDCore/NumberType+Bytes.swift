extension NumberType {
  /// The ordered integers of numbers as they are stored.
  ///
  /// - Precondition: the number of bytes is a multiple of `byteCount`.
  /// - Complexity: O(n)
  package func ordered(bytes: some Collection<UInt8>, isBigEndian: Bool = false) -> [Int64] {
    func read<Word: FixedWidthInteger & UnsignedInteger>(
      _: Word.Type, _ bytes: UnsafeRawBufferPointer
    ) -> [Int64] {
      let size = MemoryLayout<Word>.size
      precondition(bytes.count.isMultiple(of: size), "a number is cut")
      return (0..<bytes.count / size).map { index in
        let word = bytes.loadUnaligned(fromByteOffset: size * index, as: Word.self)
        return ordered(
          bits: UInt64(
            truncatingIfNeeded: isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)))
      }
    }
    return Array(bytes).withUnsafeBytes { bytes in
      switch byteCount {
      case 1: read(UInt8.self, bytes)
      case 2: read(UInt16.self, bytes)
      case 4: read(UInt32.self, bytes)
      default: read(UInt64.self, bytes)
      }
    }
  }

  /// Numbers as they are stored, of their ordered integers.
  ///
  /// - Complexity: O(n)
  package func bytes(ordered integers: some Collection<Int64>, isBigEndian: Bool = false) -> [UInt8]
  {
    func write<Word: FixedWidthInteger & UnsignedInteger>(
      _: Word.Type, to bytes: UnsafeMutableRawBufferPointer
    ) {
      var offset = 0
      for integer in integers {
        let word = Word(truncatingIfNeeded: bits(ordered: integer))
        bytes.storeBytes(
          of: isBigEndian ? word.bigEndian : word.littleEndian, toByteOffset: offset, as: Word.self)
        offset += MemoryLayout<Word>.size
      }
    }
    let length = integers.count * byteCount
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      switch byteCount {
      case 1: write(UInt8.self, to: bytes)
      case 2: write(UInt16.self, to: bytes)
      case 4: write(UInt32.self, to: bytes)
      default: write(UInt64.self, to: bytes)
      }
      count = length
    }
  }

  /// The nearest numbers of the type as they are stored.
  package func bytes(of numbers: [Double]) -> [UInt8] {
    bytes(ordered: numbers.map { ordered(number: $0) })
  }

  /// The nearest number of the type, within its finite range.
  package func rounded(_ number: Double) -> Double {
    self == .float64 ? number : self.number(ordered: ordered(number: number))
  }
}
