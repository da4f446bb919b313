/// The state transition of an rANS encoder for one symbol, without a division.
///
/// The state becomes `(x / f) * 2^precision + x % f + start` for the frequency `f`; with `q = x / f` that is
/// `x + start + q * (2^precision - f)`, and `q` is the high word of a product with a rounded reciprocal, exact for `x < 2^63`.
///
/// > Source: [duda2014]; division by an invariant by [alverson1991].
@usableFromInline
struct RANSStep {
  @usableFromInline let reciprocal: UInt64

  /// The interval's start; for frequency 1, whose reciprocal cannot be stored, with what its quotient `x - 1` leaves out.
  @usableFromInline let bias: UInt32
  @usableFromInline let frequency: UInt32

  /// `2^precision - frequency`.
  @usableFromInline let complement: UInt32
  @usableFromInline let shift: UInt32

  init(start: UInt32, frequency: UInt32, precision: Int) {
    let total: UInt32 = 1 << UInt32(precision)
    self.frequency = frequency
    complement = total - frequency
    if frequency == 1 {
      reciprocal = .max
      shift = 0
      bias = start + total - 1
    } else {
      // The reciprocal is 2^(63 + bits) / frequency, rounded up; it has 64 bits, as 2^(bits - 1) < frequency.
      let bits = UInt32(UInt32.bitWidth - (frequency - 1).leadingZeroBitCount)
      let (quotient, remainder) = UInt64(frequency).dividingFullWidth((1 << UInt64(bits - 1), 0))
      reciprocal = remainder == 0 ? quotient : quotient + 1
      shift = bits - 1
      bias = start
    }
  }

  /// The state after the symbol, from a state below `RANS/limit(of:precision:)`.
  @inlinable
  @inline(__always)
  func advanced(_ state: UInt64) -> UInt64 {
    let quotient = state.multipliedFullWidth(by: reciprocal).high &>> UInt64(shift)
    return state &+ UInt64(bias) &+ quotient &* UInt64(complement)
  }
}
