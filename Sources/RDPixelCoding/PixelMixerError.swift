/// Why a file of the pixel mixer cannot be decoded.
package enum PixelMixerError: Error, Equatable {
  /// The picture that the header claims has more samples than the caller takes.
  case tooLarge(height: Int, width: Int, channels: Int)

  /// What is wrong, as part of a sentence.
  case damaged(reason: String)
}
