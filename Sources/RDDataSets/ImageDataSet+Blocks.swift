import RDCore
import RDImages

extension ImageDataSet {
  /// The images in a block for each shape, in the order in which the shapes first appear.
  ///
  /// - Throws: ``DataSetError/notUniform(descriptor:first:other:)`` if one has not 8 bits per sample; the first
  ///   ``PictureProblem`` if none can be read.
  package func blocks() throws -> [ImageBlock] {
    if case .block(let block, _) = pictures { return [block] }
    var groups: [[Image]] = []
    for picture in try images() {
      let image = picture.image
      guard image.bitDepth == 8 else {
        throw DataSetError.notUniform(
          descriptor: descriptor.description, first: "of 8 bits per sample",
          other: "of \(image.bitDepth) ('\(picture.path)')")
      }
      if let index = groups.firstIndex(where: { $0[0].shape == image.shape }) {
        groups[index].append(image)
      } else {
        groups.append([image])
      }
    }
    return groups.compactMap { ImageBlock($0) }
  }
}
