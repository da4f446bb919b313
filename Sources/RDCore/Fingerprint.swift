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

  /// Takes in one unit: a byte, or a word of up to 64 bits.
  package mutating func absorb(_ unit: UInt64) {
    value = (value ^ unit) &* 0x0000_0100_0000_01b3
  }
}
