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
}
