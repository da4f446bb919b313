/// What a chunk begins with, with two flags.
enum ChunkKind: UInt8 {
  /// The bytes of the numbers as they are stored.
  case raw = 0

  /// Integers without loss.
  case exact = 1

  /// Quantised integers.
  case quantised = 2

  /// Gaps are marked.
  static let maskFlag: UInt8 = 0x80

  /// Integers are in ``DifferenceBlocks``.
  static let fastFlag: UInt8 = 0x40
}
