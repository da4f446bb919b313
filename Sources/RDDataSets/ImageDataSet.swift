import RDCore
import RDImages

/// The images of a data set, in memory or in files.
package struct ImageDataSet: Sendable {
  package let descriptor: Descriptor

  /// The images.
  package let pictures: Pictures

  package enum Pictures: Sendable {
    /// Images of one shape, with labels from 0 to 9, if any.
    case block(ImageBlock, labels: [UInt8]?)

    /// Pictures of any sizes.
    case images([NamedImage])

    /// Pictures that are read when they are asked for; those that cannot be read are skipped then.
    case files([PictureFile])
  }

  package init(descriptor: Descriptor, pictures: Pictures) {
    self.descriptor = descriptor
    self.pictures = pictures
  }

  package var count: Int {
    switch pictures {
    case .block(let block, _): block.count
    case .images(let images): images.count
    case .files(let files): files.count
    }
  }

  /// The labels, one for each image, if any.
  package var labels: [UInt8]? {
    switch pictures {
    case .block(_, let labels): labels
    case .images, .files: nil
    }
  }

  /// The images as a block.
  ///
  /// - Throws: ``DataSetError/notUniform(descriptor:first:other:)`` if they differ in shape, or one has not 8 bits per sample; the first
  ///   ``PictureProblem`` if none can be read.
  package func block() throws -> ImageBlock {
    if case .block(let block, _) = pictures { return block }
    let images = try images()
    if let block = ImageBlock(images.map(\.image)) { return block }
    func kind(_ picture: NamedImage) -> String {
      "\(picture.image.shape) with \(picture.image.bitDepth) bits ('\(picture.path)')"
    }
    let first = images[0]
    let other = images.first { $0.image.shape != first.image.shape || $0.image.bitDepth != 8 }
    throw DataSetError.notUniform(
      descriptor: descriptor.description, first: kind(first), other: kind(other ?? first))
  }

  /// The images as pictures, all in memory; those of a block are named by their number from 0.
  ///
  /// - Throws: the first ``PictureProblem`` if no file can be read.
  package func images() throws -> [NamedImage] {
    switch pictures {
    case .block(let block, _):
      (0..<block.count).map { NamedImage(name: String($0), image: block.image(at: $0)) }
    case .images(let images): images
    case .files(let files): try PictureJournal.standard.usable(files, at: \.path) { try $0.read() }
    }
  }

  /// The same images, read already.
  ///
  /// - Throws: the first ``PictureProblem`` if no file can be read.
  package func inMemory() throws -> ImageDataSet {
    guard case .files = pictures else { return self }
    return ImageDataSet(descriptor: descriptor, pictures: .images(try images()))
  }
}
