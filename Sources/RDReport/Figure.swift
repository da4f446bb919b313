import RDResults

/// A figure of an experiment's results.
///
/// A figure arranges results and computes nothing beyond positions on axes, so that every picture can be redrawn
/// from the results alone.
package struct Figure: Sendable {
  /// What the picture shows, in sentences that say how to read it.
  package let caption: String

  private let experiment: String
  private let chart: @Sendable (ResultSet) throws -> Chart?

  /// A figure of an experiment's results.
  ///
  /// - Parameters:
  ///   - experiment: the experiment.
  ///   - caption: what the picture shows.
  ///   - chart: lays out results of that experiment; `nil` or a chart without data where they hold nothing to show.
  package init(
    of experiment: String, _ caption: String,
    _ chart: @escaping @Sendable (ResultSet) throws -> Chart?
  ) {
    self.experiment = experiment
    self.caption = caption
    self.chart = chart
  }

  /// The source of the picture.
  ///
  /// - Parameters:
  ///   - name: the name of the files, that of the figure in its catalogue.
  ///   - results: any results.
  /// - Returns: data and commands; `nil` for results that the figure is not made for.
  /// - Throws: an error of the reading of a table: one that is missing or damaged.
  package func picture(named name: String, of results: ResultSet) throws -> Picture? {
    guard results.experiment == experiment, let chart = try chart(results), !chart.isEmpty else {
      return nil
    }
    return chart.picture(named: name)
  }
}
