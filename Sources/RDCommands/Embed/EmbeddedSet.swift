import RDArrayFiles
import RDCore
import RDDataSets

/// Points of one origin, with labels if any.
package struct EmbeddedSet {
  /// The name given by the user: a file or a data set.
  package let name: String

  /// The components of the points, shape `[count, dimension]`, row by row.
  let numbers: [Double]

  let dimension: Int

  var count: Int { numbers.count / dimension }

  /// The label of each point.
  package let labels: [String]?

  /// The points of a table of text or a NumPy file.
  ///
  /// - Throws: `SampleFileError`.
  package init(file: String, labelColumn: String?, syntax: TextTableSyntax) throws {
    let contents = try VectorFile(path: file, labelColumn: labelColumn, syntax: syntax)
    name = file
    numbers = contents.numbers
    dimension = contents.columnCount
    labels = contents.labels
  }

  /// The images of a data set as points: their samples divided by 255.
  ///
  /// - Throws: an error of the descriptor or the data set.
  package init(dataSet text: String) throws {
    let dataSet = try DataSetCatalogue.load(Descriptor(parsing: text))
    let images = try dataSet.block()
    name = text
    numbers = images.samples.map { Double($0) / 255 }
    dimension = images.shape.elementCount
    labels = dataSet.labels.map { $0.map { String($0) } }
  }
}
