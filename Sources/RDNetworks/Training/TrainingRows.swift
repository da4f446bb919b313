import RDCore

/// Training or validation rows: fills the rows of a batch.
///
/// Rows are filled on several threads at once.
package protocol TrainingRows: Sendable {
  var count: Int { get }
  var dimension: Int { get }

  /// What the rows are, in one line that tells any two sets of rows apart: a digest of the data, and what is done to them.
  var identity: String { get }

  /// Writes one row of a batch, without allocation.
  ///
  /// - Parameters:
  ///   - row: the row of the batch.
  ///   - batch: the batch, shape `[rows, dimension]`.
  ///   - index: the index of the row, below `count`.
  ///   - stream: the source of randomness.
  func fill(
    _ row: Int, of batch: Matrix<Float>, with index: Int, drawing stream: inout RandomStream)
}
