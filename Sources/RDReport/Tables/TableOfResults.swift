import RDResults

/// A way to show the results of an experiment as a table; like a ``Figure`` it lays out what results say and computes nothing.
package struct TableOfResults: Sendable {
  /// What the table shows, in a line.
  package let caption: String

  private let experiment: String?
  private let layOut: @Sendable (ResultSet) throws -> PresentedTable?

  /// A table of an experiment's results, or of any results.
  ///
  /// - Parameters:
  ///   - experiment: the experiment; `nil` for results of all experiments.
  ///   - caption: what the table shows.
  ///   - table: lays out such results; `nil` or no rows where they hold nothing to show.
  package init(
    of experiment: String?, _ caption: String,
    _ table: @escaping @Sendable (ResultSet) throws -> PresentedTable?
  ) {
    self.experiment = experiment
    self.caption = caption
    layOut = table
  }

  /// The table; `nil` for results that it is not made for.
  ///
  /// - Throws: an error of the reading of a table: one that is missing or damaged.
  package func table(of results: ResultSet) throws -> PresentedTable? {
    guard experiment == nil || experiment == results.experiment,
      let table = try layOut(results), !table.rows.isEmpty
    else { return nil }
    return table
  }
}
