import RDCore
import RDImages

extension PictureFixture {
  /// The bytes of the file.
  var bytes: [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  /// The picture that it holds.
  var image: Image {
    Image(
      shape: ImageShape(height: height, width: width, channels: channels), bitDepth: bitDepth,
      samples: samples)
  }
}
