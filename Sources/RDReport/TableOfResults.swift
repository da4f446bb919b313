import RDResults

/// A way to show the results of an experiment as a table.
///
/// Like a ``Figure`` it lays out what results say and computes nothing.
package protocol TableOfResults: Sendable {
  /// What the table shows, in a line.
  var caption: String { get }

  /// Whether this table is made for such results.
  func suits(_ results: ResultSet) throws -> Bool

  /// The table.
  ///
  /// - Throws: an error of the reading of a table: one that is missing or damaged.
  func table(of results: ResultSet) throws -> PresentedTable
}
