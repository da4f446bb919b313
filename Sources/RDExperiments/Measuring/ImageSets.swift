import RDCore
import RDDataSets

/// Images to learn from and images to measure on, all of one shape.
package struct ImageSets {
  /// The images to learn from.
  package let training: ImageBlock

  /// The images to measure on.
  package let test: ImageBlock

  /// The label of each of these, where they have labels.
  package let labels: [UInt8]?

  /// Loads the sets that two descriptors name.
  ///
  /// - Throws: ``OtherShapeThanLearned``, ``TooFewImages``, or an error of the data sets.
  package init(train: String, test: String) throws {
    training = try DataSetCatalogue.load(Descriptor(parsing: train)).block()
    let set = try DataSetCatalogue.load(Descriptor(parsing: test))
    self.test = try set.block()
    labels = set.labels
    guard self.test.count > 1 else {
      throw TooFewImages(count: self.test.count, least: 2, purpose: "an interval")
    }
    guard self.test.shape == training.shape else {
      throw OtherShapeThanLearned(found: self.test.shape, learned: training.shape)
    }
  }
}
