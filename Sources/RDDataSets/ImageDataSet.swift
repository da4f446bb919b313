import RDCore
import RDImages

/// The images of a data set, in memory.
package struct ImageDataSet: Sendable {
  package let descriptor: Descriptor

  /// The images: a block if all have one shape, else pictures with their names.
  package let pictures: Pictures

  package enum Pictures: Sendable {
    /// Images of one shape, with labels from 0 to 9, if any.
    case block(ImageBlock, labels: [UInt8]?)

    /// Pictures of any sizes.
    case images([NamedImage])
  }

  package init(descriptor: Descriptor, pictures: Pictures) {
    self.descriptor = descriptor
    self.pictures = pictures
  }

  package var count: Int {
    switch pictures {
    case .block(let block, _): block.count
    case .images(let images): images.count
    }
  }

  /// The labels, one for each image, if any.
  package var labels: [UInt8]? {
    switch pictures {
    case .block(_, let labels): labels
    case .images: nil
    }
  }

  /// The images as a block.
  ///
  /// - Throws: ``DataSetError/notUniform(descriptor:first:other:)`` if they differ in shape, or one has not 8 bits per sample.
  package func block() throws(DataSetError) -> ImageBlock {
    switch pictures {
    case .block(let block, _): return block
    case .images(let images):
      if let block = ImageBlock(images.map(\.image)) { return block }
      func kind(_ picture: NamedImage) -> String {
        "\(picture.image.shape) with \(picture.image.bitDepth) bits ('\(picture.path)')"
      }
      let first = images[0]
      let other = images.first { $0.image.shape != first.image.shape || $0.image.bitDepth != 8 }
      throw .notUniform(
        descriptor: descriptor.description, first: kind(first), other: kind(other ?? first))
    }
  }

  /// The images as pictures; those of a block are named by their number from 0.
  package func images() -> [NamedImage] {
    switch pictures {
    case .block(let block, _):
      (0..<block.count).map { NamedImage(name: String($0), image: block.image(at: $0)) }
    case .images(let images): images
    }
  }

  /// Random patches of the images, for training a network of any image size.
  ///
  /// All positions are equally likely, so large images give more patches.
  ///
  /// - Throws: ``DataSetError`` if an image is smaller than a patch, has not 8 bits per sample, or has other channels than the
  ///   first.
  package func patches(
    count: Int, height: Int, width: Int, seed: SeedPath
  ) throws(DataSetError) -> ImageBlock {
    let images = images()
    let first = images[0].image
    let shape = ImageShape(height: height, width: width, channels: first.shape.channels)
    var ends: [Int] = []
    for entry in images {
      let other = entry.image
      guard other.shape.channels == shape.channels, other.bitDepth == 8 else {
        throw .notUniform(
          descriptor: descriptor.description, first: "\(first.shape)",
          other: "\(other.shape) with \(other.bitDepth) bits ('\(entry.path)')")
      }
      guard other.shape.height >= height, other.shape.width >= width else {
        throw .tooSmall(
          descriptor: descriptor.description, image: entry.path, shape: "\(other.shape)",
          patch: "\(shape)")
      }
      let positionCount = (other.shape.height - height + 1) * (other.shape.width - width + 1)
      ends.append((ends.last ?? 0) + positionCount)
    }
    var random = RandomStream(seed: seed)
    var samples: [UInt8] = []
    samples.reserveCapacity(count * shape.elementCount)
    let rowLength = width * shape.channels
    for _ in 0..<count {
      let position = random.next(below: ends[ends.count - 1])
      let index = firstIndex(in: ends, above: position)
      let image = images[index].image
      let offset = position - (index > 0 ? ends[index - 1] : 0)
      let columns = image.shape.width - width + 1
      for row in 0..<height {
        let start =
          ((offset / columns + row) * image.shape.width + offset % columns) * shape.channels
        samples.append(
          contentsOf: image.samples[start..<(start + rowLength)].lazy.map {
            UInt8(truncatingIfNeeded: $0)
          })
      }
    }
    return ImageBlock(count: count, shape: shape, samples: samples)
  }
}

/// The index of the first number above `value` in an ascending list that ends with one.
private func firstIndex(in rising: [Int], above value: Int) -> Int {
  var low = 0
  var high = rising.count - 1
  while low < high {
    let middle = (low + high) / 2
    if rising[middle] > value { high = middle } else { low = middle + 1 }
  }
  return low
}
