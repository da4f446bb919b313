import RDCore
import RDDataSets
import RDNetworks

extension ImageRows {
  /// Rows of the images of a data set of any sizes.
  ///
  /// - `dataSet`: the images, of 8 bits per sample; pictures of a folder that cannot be used are skipped.
  package init(
    _ dataSet: ImageDataSet, augmentation: ImageAugmentation = ImageAugmentation(),
    rowsPerImage: Int = 1
  ) throws {
    try self.init(
      try dataSet.imageSets(crop: augmentation.crop), augmentation: augmentation,
      rowsPerImage: rowsPerImage)
  }

  /// Rows of the images of a named data set.
  ///
  /// - `crop`: the side of the square that is cut out of each image at random; 0 for whole images.
  package init(
    loading descriptor: String, crop: Int, shift: Int = 0, isFlipped: Bool, rowsPerImage: Int
  ) throws {
    try self.init(
      DataSetCatalogue.load(Descriptor(parsing: descriptor)),
      augmentation: ImageAugmentation(
        crop: crop > 0 ? (crop, crop) : nil, shift: shift, isFlipped: isFlipped),
      rowsPerImage: rowsPerImage)
  }
}
