import RDCore
import RDImages

/// A picture file of a folder, which is read when it is asked for.
package struct PictureFile: Sendable {
  /// The name in results: that of the file without the suffix.
  package let name: String

  package let path: String

  /// How often width and height are halved.
  private let halvings: Int

  init(_ fileName: String, in folder: String, halvings: Int) {
    name = String(fileName[..<(fileName.lastIndex(of: ".") ?? fileName.endIndex)])
    path = folder + "/" + fileName
    self.halvings = halvings
  }

  /// Reads the picture; its warnings go to the journal.
  ///
  /// - Throws: a ``PictureProblem``.
  func read() throws -> NamedImage {
    var image = try PictureJournal.standard.read(path)
    for _ in 0..<halvings {
      guard image.shape.height >= 2, image.shape.width >= 2 else {
        throw UnusablePicture(
          path: path,
          reason: "is too small to be halved \(halvings) times. Remove it, or lower 'halvings'.")
      }
      image = image.halved()
    }
    return NamedImage(name: name, path: path, image: image)
  }

  /// Reads the picture in the form that networks take: grey or colour, with 8 bits per sample.
  ///
  /// - Throws: a ``PictureProblem``.
  func readForTraining() throws -> Image {
    let image = try read().image.simplified
    guard image.bitDepth == 8 else {
      throw UnusablePicture(
        path: path,
        reason: "has \(image.bitDepth) bits per sample, and models take 8. Convert or remove it.")
    }
    guard !image.hasAlpha else {
      throw UnusablePicture(
        path: path,
        reason: "has an alpha channel, and models take none. Flatten or remove it.")
    }
    return image
  }
}
