/// What the rANS encoder and decoder agree on.
///
/// A stream holds the four states that the decoder starts with, 8 bytes each, and then 32-bit words in the order in which the
/// decoder takes them, all with the least significant byte first. A stream of no symbols has no bytes.
///
/// Symbol `i` belongs to state `i mod 4`; the states share the words. Between symbols, every state lies within `2^31 ..< 2^63`, and the
/// encoder starts with all of them at `2^31`, which the decoder must come back to.
///
/// > Source: [duda2014]; interleaving [giesen2014].
enum RANS {
  /// The least state, where the encoder starts.
  @inline(__always)
  static var start: UInt64 { 1 << 31 }
  static var laneCount: Int { 4 }

  /// The bytes before the words.
  static var headerByteCount: Int { 8 * laneCount }

  /// The bound below which a state can encode a symbol of that frequency without output.
  @inline(__always)
  static func limit(of frequency: UInt32, precision: UInt64) -> UInt64 {
    UInt64(frequency) &<< (63 &- precision)
  }
}
