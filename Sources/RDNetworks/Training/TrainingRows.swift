import RDCore

/// Training or validation rows: fills the rows of a batch.
///
/// Rows are filled on several threads at once.
package protocol TrainingRows: Sendable {
  var count: Int { get }
  var dimension: Int { get }

  /// What the rows are, in one line that tells any two sets of rows apart: a digest of the data, and what is done to them.
  var identity: String { get }

  /// Checks that every row was filled with its data, as those of files that are read late may not have been.
  ///
  /// - Throws: the first error of the reading of a row.
  func check() throws

  /// Writes one row of a batch, without allocation but where the row has to be read from a file.
  ///
  /// - Parameters:
  ///   - row: the row of the batch.
  ///   - batch: the batch, shape `[rows, dimension]`.
  ///   - index: the index of the row, below `count`.
  ///   - stream: the source of randomness.
  func fill(
    _ row: Int, of batch: Matrix<Float>, with index: Int, drawing stream: inout RandomStream)
}

extension TrainingRows {
  package func check() throws {}
}
