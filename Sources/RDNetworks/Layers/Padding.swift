/// The padding of a convolution with zeros.
package enum Padding: Sendable, Hashable {
  /// The zeros for `ceil(n / stride)` windows, half of them before the image and an odd one after it.
  ///
  /// A transposed convolution then gives `n * stride` pixels.
  case same

  /// No zeros: windows are inside the image.
  case valid

  /// `n` zeros on each side.
  case explicit(Int)
}
