/// The shape of an image or a feature map: `[height, width, channels]`.
public struct ImageShape: Sendable, Hashable {
  /// Rows of pixels.
  public let height: Int

  /// Columns of pixels.
  public let width: Int

  /// Samples per pixel.
  public let channels: Int

  /// A shape.
  ///
  /// - Precondition: all are positive.
  public init(height: Int, width: Int, channels: Int) {
    precondition(height > 0 && width > 0 && channels > 0)
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Pixels in a channel: `height * width`.
  package var pixelCount: Int { height * width }

  /// Samples in all channels: `height * width * channels`.
  public var elementCount: Int { height * width * channels }
}

extension ImageShape: CustomStringConvertible {
  /// Width, height, channels, as in `32x32x3`.
  public var description: String { "\(width)x\(height)x\(channels)" }
}
