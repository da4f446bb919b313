/// The random augmentation of training images.
package struct ImageAugmentation: Sendable, Equatable {
  /// Height and width of the part that is cut out at a position of uniform probability; `nil` for the whole image.
  package var crop: (height: Int, width: Int)?

  /// The most pixels by which the image is moved up, down, left and right, each distance equally likely; edge pixels are repeated.
  package var shift: Int

  /// Whether every other image, on average, is mirrored left to right.
  package var isFlipped: Bool

  /// An augmentation; none by default.
  ///
  /// - Precondition: the crop is not empty and the shift not negative.
  package init(crop: (height: Int, width: Int)? = nil, shift: Int = 0, isFlipped: Bool = false) {
    precondition(shift >= 0 && (crop.map { $0.height > 0 && $0.width > 0 } ?? true))
    self.crop = crop
    self.shift = shift
    self.isFlipped = isFlipped
  }

  /// The augmentation in one line.
  package var identity: String {
    let crop = crop.map { "\($0.width)x\($0.height)" } ?? "none"
    return "crop=\(crop),shift=\(shift),flip=\(isFlipped)"
  }

  package static func == (left: ImageAugmentation, right: ImageAugmentation) -> Bool {
    left.identity == right.identity
  }
}
