import RDCore

/// A decoded picture and its original in one form, by one rule for all commands: quality is that of the colours both have.
///
/// Alpha channels are left out. Of a grey picture and one in colour, the latter is taken as grey if its channels are equal everywhere;
/// else the grey one gets three equal channels. The decoded picture is brought to the depth of the original, rounded.
package struct ComparedPictures: Sendable {
  package let decoded: Image
  package let original: Image

  /// What was left out or scaled, each a sentence without its full stop.
  package let notes: [String]

  /// - Throws: ``ImageComparisonError/differentShapes(reference:decoded:)`` for pictures of two sizes.
  package init(_ decoded: Image, of original: Image) throws(ImageComparisonError) {
    guard decoded.shape.height == original.shape.height,
      decoded.shape.width == original.shape.width
    else { throw .differentShapes(reference: original.shape, decoded: decoded.shape) }
    var notes: [String] = []
    if decoded.isTransparent {
      notes.append(Self.alphaNote)
    } else if original.isTransparent {
      notes.append("its original is transparent in part; \(Self.alphaRule)")
    }
    var pair = (decoded: decoded.withoutAlpha, original: original.withoutAlpha)
    switch (pair.decoded.shape.channels, pair.original.shape.channels) {
    case (1, 3):
      if let grey = pair.original.greyIfEqual {
        pair.original = grey
      } else {
        pair.decoded = pair.decoded.inColour
      }
    case (3, 1):
      if let grey = pair.decoded.greyIfEqual {
        pair.decoded = grey
      } else {
        pair.original = pair.original.inColour
      }
    default: break
    }
    let depths = (pair.decoded.bitDepth, pair.original.bitDepth)
    if depths.0 != depths.1 {
      notes.append("its samples of \(depths.0) bits are rounded to the \(depths.1) of its original")
      pair.decoded = pair.decoded.scaled(toBitDepth: depths.1)
    }
    self.decoded = pair.decoded
    self.original = pair.original
    self.notes = notes
  }

  /// What there is to say of a picture that is transparent somewhere.
  package static let alphaNote = "it is transparent in part; \(alphaRule)"

  private static let alphaRule = "PSNR and the like are those of the colours, without alpha"

  /// How much they differ.
  package func comparison(measures: ImageMeasures = []) -> ImageComparison {
    ImageComparison(
      samples: decoded.samples, references: original.samples, shape: original.shape,
      maximum: Double(original.maximum), measures: measures)
  }
}
