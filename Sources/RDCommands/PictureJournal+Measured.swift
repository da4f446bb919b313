import RDDataSets
import RDImages

extension PictureJournal {
  /// Reads a picture whose coding is measured; says if it has an alpha channel, which measures leave out.
  ///
  /// - Throws: `ImageFileError`.
  func readMeasured(_ path: String) throws(ImageFileError) -> Image {
    let image = try read(path)
    if image.isTransparent { warn(path, [ComparedPictures.alphaNote]) }
    return image
  }
}
