/// Logarithms of magnitudes in integers, in units of `1 / 256` of an octave.
enum LogMagnitude {
  /// `256 log2(1 + (i + 1/2) / 256)`, rounded; shape `[256]`.
  ///
  /// By repeated squaring, so that it is the same on all machines.
  nonisolated(unsafe) static let mantissas: UnsafePointer<Int32> = {
    let table = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
    for step in 0..<256 {
      var value = 1 + Double(2 * step) / 512
      var logarithm = 0.0
      var weight = 0.5
      for _ in 0..<24 {
        value *= value
        if value >= 2 {
          value /= 2
          logarithm += weight
        }
        weight /= 2
      }
      table[step] = Int32((256 * logarithm).rounded())
    }
    return UnsafePointer(table)
  }()

  /// `256 log2(number)` of a number above 0.
  @inline(__always)
  static func log2(_ number: UInt64, _ table: UnsafePointer<Int32>) -> Int32 {
    let zeros = number.leadingZeroBitCount
    let mantissa = Int((number << UInt64(zeros)) >> 55 & 0xff)
    return Int32(63 &- zeros) << 8 &+ table[mantissa]
  }

  /// `256 log2(1 + sixteenths / 16)`.
  @inline(__always)
  static func ofSixteenths(_ sixteenths: UInt64, _ table: UnsafePointer<Int32>) -> Int32 {
    log2(sixteenths &+ 16, table) &- 1024
  }
}
