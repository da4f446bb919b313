import RDCore
import RDImages

/// Pictures with slopes, edges and a little noise, the same in every run.
enum TestPicture {
  /// A picture of a size.
  static func image(
    width: Int, height: Int, channels: Int, bitDepth: Int = 8
  ) -> Image {
    let shape = ImageShape(height: height, width: width, channels: channels)
    let maximum = (1 << bitDepth) - 1
    var samples: [UInt16] = []
    samples.reserveCapacity(shape.elementCount)
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<channels {
          let slope = (7 * x + 13 * y + 40 * channel) % 301
          let edge = (x / 9 + y / 14 + channel) % 3 * 60
          let noise = (31 * x + 17 * y + (5 * x * y) % 23 + 3 * channel) % 21
          samples.append(UInt16((slope / 2 + edge + noise) * maximum / 512))
        }
      }
    }
    return Image(shape: shape, bitDepth: bitDepth, samples: samples)
  }

  /// The mean square of the differences, as a fraction of the square of white.
  static func meanSquaredError(_ left: Image, _ right: Image) -> Double {
    let sum = zip(left.samples, right.samples).reduce(0.0) {
      let difference = Double($1.0) - Double($1.1)
      return $0 + difference * difference
    }
    return sum / Double(left.samples.count) / Double(left.maximum * left.maximum)
  }
}
