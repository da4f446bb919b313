import RDCore
import RDDataSets

/// Training and test images, all of one shape.
package struct ImageSets {
  package let training: ImageBlock
  package let test: ImageBlock

  /// The label of each training image, if any.
  package let trainingLabels: [UInt8]?

  /// The label of each test image, if any.
  package let labels: [UInt8]?

  /// Loads the sets of two descriptors.
  ///
  /// - Throws: a `Diagnosis` for test images of another shape, or fewer than two; an error of the data sets.
  package init(train: String, test: String) throws {
    let learned = try DataSetCatalogue.load(Descriptor(parsing: train))
    training = try learned.block()
    trainingLabels = learned.labels
    let set = try DataSetCatalogue.load(Descriptor(parsing: test))
    self.test = try set.block()
    labels = set.labels
    guard self.test.count > 1 else {
      throw tooFewImages(self.test.count, for: "an interval", least: 2)
    }
    guard self.test.shape == training.shape else {
      throw otherShape(self.test.shape, thanLearned: training.shape)
    }
  }
}

/// Test images that differ in shape from the training images, with a remedy besides images of one shape.
package func otherShape(
  _ found: ImageShape, thanLearned learned: ImageShape, remedy: String? = nil
) -> Diagnosis {
  Diagnosis.wrongUse(
    "What is learnt from images of \(learned) is not for one of \(found). Give data and test of one shape\(remedy.map { ", or \($0)" } ?? "")."
  )
}

/// Too few test images for a purpose, as in "a map".
package func tooFewImages(_ count: Int, for purpose: String, least: Int) -> Diagnosis {
  Diagnosis.wrongUse(
    "There \(count == 1 ? "is 1 test image" : "are \(count) test images"), which is too few for \(purpose). Give a test set of at least \(least)."
  )
}
