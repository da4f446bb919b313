import RDCore

/// The bytes of a file that is decoded, with what its errors name.
struct ImageFileInput: Sendable {
  let bytes: [UInt8]
  let path: String
  let format: String

  /// The maximum number of samples of the picture.
  let sampleLimit: Int

  /// The shape of a picture, checked before memory is allocated for it.
  ///
  /// - Throws: ``ImageFileError/tooLarge(path:height:width:channels:)``, or ``ImageFileError/damaged(path:format:reason:)`` without a pixel.
  func shape(height: Int, width: Int, channels: Int) throws(ImageFileError) -> ImageShape {
    guard height > 0, width > 0 else { throw damage("it has no pixel") }
    let (pixels, hasOverflown) = height.multipliedReportingOverflow(by: width)
    guard !hasOverflown, pixels <= sampleLimit / channels else {
      throw .tooLarge(path: path, height: height, width: width, channels: channels)
    }
    return ImageShape(height: height, width: width, channels: channels)
  }

  func damage(_ reason: String) -> ImageFileError {
    .damaged(path: path, format: format, reason: reason)
  }

  /// A variant that is not read: what it is, as in "it has inks", and a command that converts it.
  func unsupported(
    _ reason: String, remedy: String = "magick IN -colorspace sRGB OUT.png"
  ) -> ImageFileError {
    .unsupported(
      path: path, format: format, reason: "\(reason); convert it, as with '\(remedy)'")
  }

  var noMemory: ImageFileError {
    .cannotRead(path: path, reason: "there is no memory for the decoder")
  }
}
