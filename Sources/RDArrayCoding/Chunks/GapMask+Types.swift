import RDCore

extension GapMask.Mark {
  /// The ordered integer of the mark in a type; numbers that are no numbers have one pattern, the quiet one.
  func ordered(in type: NumberType) -> Int64 {
    switch self {
    case .finite: 0
    case .notANumber: type.ordered(bits: type.quietBits)
    case .infinity: type.ordered(bits: type.infinityBits)
    case .negativeInfinity:
      type.ordered(bits: type.infinityBits | 1 << UInt64(8 * type.byteCount - 1))
    }
  }
}
