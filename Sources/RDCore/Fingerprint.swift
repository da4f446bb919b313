/// A 64-bit digest against accidents, not against intent: 64-bit FNV-1a, extended to words.
///
/// Every step is a bijection of the state, so a change of any single unit changes the digest.
///
/// > Source: [fowler1991fnv].
package struct Fingerprint: Sendable {
  /// The digest of what was absorbed so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The digest of nothing.
  @inlinable
  package init() {}

  package init(of bytes: some Sequence<UInt8>) { absorb(bytes) }

  /// A digest that resumes from a state.
  init(state: UInt64) { value = state }

  /// Takes in one unit: a byte, or a word of up to 64 bits.
  package mutating func absorb(_ unit: UInt64) {
    value = (value ^ unit) &* 0x0000_0100_0000_01b3
  }

  /// Takes in bytes one by one.
  package mutating func absorb(_ bytes: some Sequence<UInt8>) {
    func digest(_ bytes: some Sequence<UInt8>) -> Fingerprint {
      var digest = self
      for byte in bytes { digest.absorb(UInt64(byte)) }
      return digest
    }
    self = bytes.withContiguousStorageIfAvailable { digest($0) } ?? digest(bytes)
  }

  /// Takes in bytes eight at a time, so that it takes no longer than to read them.
  package mutating func absorb(wordsOf bytes: UnsafeBufferPointer<UInt8>) {
    let words = UnsafeRawBufferPointer(bytes)
    let end = bytes.count & ~7
    for offset in stride(from: 0, to: end, by: 8) {
      absorb(UInt64(littleEndian: words.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
    absorb(words[end...])
  }

  /// The digest in four bytes: its upper half mixed with the lower one, the least significant byte first.
  package var checksum: [UInt8] {
    UInt32(truncatingIfNeeded: value ^ value >> 32).littleEndianBytes
  }

  /// Whether stored bytes are the ``checksum``; a build for fuzzing believes any, or no altered file would come further.
  package func isDigest(_ stored: some Sequence<UInt8>) -> Bool {
    #if RDTOOL_FUZZING
      true
    #else
      checksum.elementsEqual(stored)
    #endif
  }

  /// Bytes of a `checksum`.
  package static let checksumLength = 4
}
