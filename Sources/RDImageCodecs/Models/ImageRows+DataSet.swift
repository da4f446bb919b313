import RDCore
import RDDataSets
import RDNetworks

extension ImageRows {
  /// Rows of the images of a data set, whatever sizes they have.
  ///
  /// - Parameters:
  ///   - dataSet: the images, of 8 bits per sample.
  ///   - augmentation: what is changed at random; with a crop, images may differ in size.
  ///   - rowsPerImage: the rows that each image gives in an epoch.
  /// - Throws: `TrainingError` for images that cannot stand together; `DataSetError` for images of other than 8 bits.
  package init(
    _ dataSet: ImageDataSet, augmentation: ImageAugmentation = ImageAugmentation(),
    rowsPerImage: Int = 1
  ) throws {
    try self.init(
      try dataSet.blocks(), augmentation: augmentation, rowsPerImage: rowsPerImage)
  }

  /// Rows of the images of a data set that is named.
  ///
  /// - Parameters:
  ///   - descriptor: the data set, as `DataSetCatalogue` reads it.
  ///   - crop: the side of the square that is cut out of each image at random; 0 for whole images.
  ///   - shift: the most pixels by which an image is moved at random.
  ///   - isFlipped: whether images are mirrored at random.
  ///   - rowsPerImage: the rows that each image gives in an epoch.
  /// - Throws: an error of the descriptor or the data set; `TrainingError` for images that cannot stand together.
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
