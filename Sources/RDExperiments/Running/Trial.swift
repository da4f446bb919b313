import RDResults

/// The unit of an experiment's work: it runs on one core, and is stored once it has finished.
package struct Trial: Sendable {
  /// A name that identifies it within the experiment; results are sorted as the experiment lists its trials.
  package let name: String

  /// The row of the trial if it fails: a point without numbers.
  package let template: Point

  /// The relative cost, in any unit, for estimates of the remaining time.
  package let cost: Double

  /// Runs the trial.
  ///
  /// It measures and reports through its context, prints nothing and writes no file.
  package let run: @Sendable (TrialContext) throws -> TrialOutcome

  package init(
    name: String, template: Point, cost: Double = 1,
    run: @escaping @Sendable (TrialContext) throws -> TrialOutcome
  ) {
    self.name = name
    self.template = template
    self.cost = cost
    self.run = run
  }
}

package struct TrialOutcome: Sendable {
  package var points: [Point]

  /// Rows of the experiment's further tables, by the tables' names.
  package var tables: [String: [[Cell]]]

  /// Files besides the tables, such as trained models; paths are unique in an experiment.
  package var files: [TrialFile]

  /// Times and speeds, one for each of the experiment's columns of `timing.csv`; empty if it has none.
  package var timing: [Cell]

  package init(
    points: [Point], tables: [String: [[Cell]]] = [:], files: [TrialFile] = [], timing: [Cell] = []
  ) {
    self.points = points
    self.tables = tables
    self.files = files
    self.timing = timing
  }
}
