import RDCore

/// A picture of any size: grey, grey with alpha, colour or colour with alpha, with 1 to 16 bits per sample.
public struct Image: Sendable, Equatable {
  /// Height, width and channels: 1 grey, 2 grey and alpha, 3 red, green and blue, 4 with alpha.
  public let shape: ImageShape

  /// Bits of each sample, 1 to 16.
  public let bitDepth: Int

  /// The samples from 0 to `maximum`, row by row, the channels of a pixel side by side: shape `[height, width, channels]`.
  public var samples: [UInt16]

  /// The largest sample: white.
  public var maximum: Int { (1 << bitDepth) - 1 }

  /// A picture from its samples.
  ///
  /// - Precondition: the shape has 1 to 4 channels and as many elements as there are samples, none above the maximum.
  public init(shape: ImageShape, bitDepth: Int = 8, samples: [UInt16]) {
    precondition((1...4).contains(shape.channels) && (1...16).contains(bitDepth))
    precondition(samples.count == shape.elementCount)
    precondition(bitDepth == 16 || samples.allSatisfy { $0 >> bitDepth == 0 })
    self.shape = shape
    self.bitDepth = bitDepth
    self.samples = samples
  }
}
