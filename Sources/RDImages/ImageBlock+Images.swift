import RDCore

extension ImageBlock {
  /// A block of pictures; `nil` if there are none, or unless all have one shape and 8 bits per sample.
  package init?(_ images: [Image]) {
    guard let first = images.first,
      images.allSatisfy({ $0.shape == first.shape && $0.bitDepth == 8 })
    else { return nil }
    var samples: [UInt8] = []
    samples.reserveCapacity(images.count * first.shape.elementCount)
    for image in images {
      samples.append(contentsOf: image.samples.lazy.map { UInt8(truncatingIfNeeded: $0) })
    }
    self.init(count: images.count, shape: first.shape, samples: samples)
  }

  /// One of the images as a picture.
  ///
  /// - Precondition: the image has 1 to 4 channels.
  package func image(at index: Int) -> Image {
    precondition((0..<count).contains(index))
    let size = shape.elementCount
    return Image(
      shape: shape, samples: samples[(index * size)..<((index + 1) * size)].map(UInt16.init))
  }
}
