import RDCore

extension Image {
  /// The samples as bytes.
  ///
  /// - Precondition: none has more than 8 bits.
  package var bytes: [UInt8] { samples.map { UInt8($0) } }

  /// An image of 8 bits per sample from its bytes.
  ///
  /// - Precondition: the number of bytes is that of the shape's elements.
  package init(shape: ImageShape, bytes: [UInt8]) {
    self.init(shape: shape, samples: bytes.map { UInt16($0) })
  }

  /// Whether the last channel is alpha.
  package var hasAlpha: Bool { shape.channels % 2 == 0 }

  /// Whether an alpha channel is not opaque everywhere.
  package var isTransparent: Bool {
    hasAlpha
      && !stride(from: shape.channels - 1, to: samples.count, by: shape.channels)
        .allSatisfy { Int(samples[$0]) == maximum }
  }

  /// The grey or colour channels alone.
  package var withoutAlpha: Image {
    guard hasAlpha else { return self }
    let channels = shape.channels
    return mappingPixels(toChannels: channels - 1) { samples, first, channel in
      samples[first + channel]
    }
  }

  /// The picture in colour, with alpha if it has some: of a grey one, three equal channels.
  package var inColour: Image {
    guard shape.channels < 3 else { return self }
    return mappingPixels(toChannels: hasAlpha ? 4 : 3) { samples, first, channel in
      samples[first + (channel == 3 ? 1 : 0)]
    }
  }

  /// The picture in grey, with alpha if it has some: the rounded mean of three colour channels.
  package var inGrey: Image {
    guard shape.channels >= 3 else { return self }
    return mappingPixels(toChannels: hasAlpha ? 2 : 1) { samples, first, channel in
      guard channel == 0 else { return samples[first + 3] }
      let sum = (0..<3).reduce(0) { $0 + Int(samples[first + $1]) }
      // Rounded to the nearest: thirds never tie.
      return UInt16((2 * sum + 3) / 6)
    }
  }

  /// The picture as grey if its three channels are equal everywhere.
  var greyIfEqual: Image? {
    let isGrey = (0..<shape.pixelCount).allSatisfy { (pixel: Int) -> Bool in
      let red = samples[3 * pixel]
      return red == samples[3 * pixel + 1] && red == samples[3 * pixel + 2]
    }
    return isGrey ? inGrey : nil
  }

  /// A picture with other channels, each a function of the samples and the position of a pixel's first one.
  @inline(__always)
  private func mappingPixels(
    toChannels count: Int, _ sample: ([UInt16], Int, Int) -> UInt16
  ) -> Image {
    let shape = ImageShape(height: shape.height, width: shape.width, channels: count)
    let samples = [UInt16](unsafeUninitializedCapacity: shape.elementCount) { result, filled in
      for first in stride(from: 0, to: self.samples.count, by: self.shape.channels) {
        for channel in 0..<count {
          result[filled] = sample(self.samples, first, channel)
          filled += 1
        }
      }
    }
    return Image(shape: shape, bitDepth: bitDepth, samples: samples)
  }
}
