import RDCore

extension ImageBlock {
  /// Grey images as colour with three equal channels; colour as it is.
  var inColour: ImageBlock {
    guard shape.channels == 1 else { return self }
    var colours: [UInt8] = []
    colours.reserveCapacity(3 * samples.count)
    for sample in samples {
      for _ in 0..<3 { colours.append(sample) }
    }
    return ImageBlock(
      count: count, shape: ImageShape(height: shape.height, width: shape.width, channels: 3),
      samples: colours)
  }

  /// The grey images of the means of red, green and blue, rounded.
  ///
  /// - Precondition: there are three channels.
  var meanOfChannels: ImageBlock {
    precondition(shape.channels == 3)
    return ImageBlock(
      count: count, shape: ImageShape(height: shape.height, width: shape.width, channels: 1),
      samples: stride(from: 0, to: samples.count, by: 3).map { first in
        let sum = Int(samples[first]) + Int(samples[first + 1]) + Int(samples[first + 2])
        return UInt8((sum + 1) / 3)
      })
  }
}
