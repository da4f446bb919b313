/// Classes of numbers for contexts, by comparisons and bits alone.
enum Classes {
  /// One of nine classes of a number by its sign and size, 4 in the middle.
  @inline(__always)
  static func signed(_ number: Float) -> Int {
    let size = abs(number)
    let step = size < 0.25 ? 0 : size < 0.75 ? 1 : size < 1.6 ? 2 : size < 3.5 ? 3 : 4
    return number < 0 ? 4 &- step : 4 &+ step
  }

  /// The octave of a number from 1/8 on, in `2^bits` equal parts, counted from 0.
  @inline(__always)
  static func octave(_ number: Float, bits: UInt32) -> Int {
    let shift = 23 &- bits
    return Int(max(number, 0.125).bitPattern >> shift)
      &- Int(Float(0.125).bitPattern >> shift)
  }
}
