/// Where the windows of a convolution stand on its image: what is beyond the border counts as zero.
package enum Padding: Sendable, Hashable {
  /// As many zeros as it takes for `ceil(n / stride)` windows, half of them before the image and the odd one behind it.
  ///
  /// A transposed convolution then gives `n * stride` pixels.
  case same

  /// No zeros: windows lie inside the image.
  case valid

  /// `n` zeros on each side.
  case explicit(Int)
}
