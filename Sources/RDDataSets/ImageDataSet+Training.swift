import RDCore
import RDImages

extension ImageDataSet {
  /// The bytes of pictures of a folder that a training keeps in memory, one for each sample: 170 colour pictures of 4 megapixels.
  package static var keptByteCount: Int { 1 << 31 }

  /// The images for a training, in a set for each shape, in the order in which the shapes first appear.
  ///
  /// Of a folder the first pictures stay in memory, as many as fit, and each of the others is read from its file whenever it is asked for: an epoch
  /// asks for all equally often in random order, so that keeping those that were read last would find fewer in memory.
  ///
  /// Pictures of a folder that cannot be learnt from are skipped: with alpha or more than 8 bits, too small for the crop, or without a
  /// crop of another size than most. If any is in colour, all are.
  ///
  /// - Parameters:
  ///   - crop: height and width of the parts that are learnt from; `nil` for whole images.
  ///   - limit: the bytes of pictures that stay in memory.
  /// - Returns: at least one set.
  /// - Throws: ``DataSetError/notUniform(descriptor:first:other:)``; the first ``PictureProblem`` if no picture can be used.
  package func imageSets(
    crop: (height: Int, width: Int)?, keeping limit: Int = ImageDataSet.keptByteCount
  ) throws -> [any ImageSet] {
    guard case .files(let files) = pictures else { return try blocks() }
    var freeByteCount = limit
    var entries = try PictureJournal.standard.usable(files, at: \.path) { file in
      let image = try file.readForTraining()
      if let crop, image.shape.height < crop.height || image.shape.width < crop.width {
        throw UnusablePicture(
          path: file.path,
          reason:
            "is \(image.shape), of which no crop of \(crop.width)x\(crop.height) can be cut. Remove it, or use a smaller crop."
        )
      }
      let isKept = image.samples.count <= freeByteCount
      if isKept { freeByteCount -= image.samples.count }
      return PictureSet.Entry(file, image, isKept: isKept)
    }
    let channels = entries.map(\.shape.channels).max() ?? 1
    func shape(_ entry: PictureSet.Entry) -> ImageShape {
      ImageShape(height: entry.shape.height, width: entry.shape.width, channels: channels)
    }
    if crop == nil { entries = ofMostFrequentShape(entries, shape) }
    var groups: [(shape: ImageShape, entries: [PictureSet.Entry])] = []
    for entry in entries {
      if let index = groups.firstIndex(where: { $0.shape == shape(entry) }) {
        groups[index].entries.append(entry)
      } else {
        groups.append((shape(entry), [entry]))
      }
    }
    return groups.map { PictureSet($0.entries, shape: $0.shape) }
  }

  /// The pictures of the shape that most have, of several the one that appears first; others are skipped.
  private func ofMostFrequentShape(
    _ entries: [PictureSet.Entry], _ shape: (PictureSet.Entry) -> ImageShape
  ) -> [PictureSet.Entry] {
    var counts: [ImageShape: Int] = [:]
    for entry in entries { counts[shape(entry), default: 0] += 1 }
    let most = counts.values.max()
    guard let wanted = entries.lazy.map(shape).first(where: { counts[$0] == most }) else {
      return []
    }
    return entries.filter { entry in
      if shape(entry) == wanted { return true }
      PictureJournal.standard.skip(
        entry.file.path,
        because: UnusablePicture(
          path: entry.file.path,
          reason: "is \(shape(entry)), but most pictures are \(wanted). Remove it, or use a crop."))
      return false
    }
  }
}
