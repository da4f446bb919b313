extension GapMask.Mark {
  /// The ordered integer of the mark in a type; numbers that are no numbers have one pattern, the quiet one.
  func ordered(in type: NumberType) -> Int64 {
    let (infinity, quiet, sign): (UInt64, UInt64, UInt64) =
      switch type {
      case .float16: (0x7c00, 0x200, 0x8000)
      case .bfloat16: (0x7f80, 0x40, 0x8000)
      case .float32: (0x7f80_0000, 0x40_0000, 0x8000_0000)
      default: (0x7ff0 << 48, 1 << 51, 1 << 63)
      }
    return switch self {
    case .finite: 0
    case .notANumber: type.ordered(bits: infinity | quiet)
    case .infinity: type.ordered(bits: infinity)
    case .negativeInfinity: type.ordered(bits: infinity | sign)
    }
  }
}
