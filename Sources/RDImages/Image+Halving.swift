import RDCore

extension Image {
  /// The picture at half the width and height: each pixel the rounded mean of four; an odd last row or column is left out.
  ///
  /// - Precondition: the picture is at least 2 pixels wide and high.
  package func halved() -> Image {
    precondition(shape.height >= 2 && shape.width >= 2)
    let half = ImageShape(
      height: shape.height / 2, width: shape.width / 2, channels: shape.channels)
    var result = [UInt16](repeating: 0, count: half.elementCount)
    let rowLength = shape.width * shape.channels
    for row in 0..<half.height {
      for column in 0..<half.width {
        for channel in 0..<half.channels {
          let position = 2 * row * rowLength + 2 * column * shape.channels + channel
          let sum =
            Int(samples[position]) + Int(samples[position + shape.channels])
            + Int(samples[position + rowLength])
            + Int(samples[position + rowLength + shape.channels])
          result[(row * half.width + column) * half.channels + channel] = UInt16((sum + 2) / 4)
        }
      }
    }
    return Image(shape: half, bitDepth: bitDepth, samples: result)
  }
}
