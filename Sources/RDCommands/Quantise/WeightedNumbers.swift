import RDArrayFiles
import RDCore

/// The numbers of a file, each with its weight.
package struct WeightedNumbers: Sendable {
  package let path: String

  /// In the order of the file, shape `[n]`; at least two differ.
  package let values: [Double]

  /// The importance of each number, shape `[n]`; `nil` for the same for all.
  let weights: [Double]?

  /// The name of the file without its folders.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Reads numbers, and their weights from another column or file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - column: its column, where there are several.
  ///   - syntax: how tables of text are written.
  ///   - weights: the file of the weights and its column; `nil` for none.
  /// - Throws: `SampleFileError`; `Diagnosis` for another number of weights.
  package init(
    path: String, column: String? = nil, syntax: TextTableSyntax = TextTableSyntax(),
    weights: (path: String, column: String?)? = nil
  ) throws {
    self.path = path
    values = try SampleFile(path: path, column: column, syntax: syntax).samples
    self.weights = try weights.map { [count = values.count] file in
      try reading("--weights") {
        let weights = try SampleFile.numbers(
          path: file.path, column: file.column, syntax: syntax)
        guard weights.count == count else {
          throw Diagnosis.badData(
            "The file '\(file.path)' has \(weights.count) weights for the \(count) numbers of '\(path)'. Give one for each."
          )
        }
        return weights
      }
    }
  }
}
