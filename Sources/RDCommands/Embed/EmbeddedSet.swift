import RDArrayFiles
import RDCore
import RDDataSets

/// Points of one origin, with labels if any.
package struct EmbeddedSet {
  /// The name given by the user: a file or a data set.
  package let name: String

  /// The points.
  package let points: VectorBlock

  /// The label of each point.
  package let labels: [String]?

  /// The points of a CSV or NumPy file.
  ///
  /// - Throws: `SampleFileError`.
  package init(file: String, labelColumn: String?) throws {
    let contents = try VectorFile(path: file, labelColumn: labelColumn)
    name = file
    points = contents.points
    labels = contents.labels
  }

  /// The images of a data set as points: their samples divided by 255.
  ///
  /// - Throws: an error of the descriptor or the data set.
  package init(dataSet text: String) throws {
    let dataSet = try DataSetCatalogue.load(Descriptor(parsing: text))
    let images = try dataSet.block()
    name = text
    points = VectorBlock(
      count: images.count, dimension: images.shape.elementCount,
      elements: images.samples.map { Float($0) / 255 })
    labels = dataSet.labels.map { $0.map { String($0) } }
  }
}
