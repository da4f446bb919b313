package import RDImaging
package import RDLearning

extension ImageRows {
  /// Rows of the images of a data set, whatever sizes they have.
  ///
  /// - Parameters:
  ///   - dataSet: the images, of 8 bits a sample.
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
}
