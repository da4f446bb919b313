/// The losses of a network over some rows: the sums of its reported terms and of its objective.
package struct TermSums: Sendable, Equatable, Codable {
  package let rowCount: Int

  /// The sums of the reported terms over the rows, in the order of `TrainableNetwork/reportedTerms`.
  package let terms: [Double]

  /// The sum of the objective over the rows.
  package let objective: Double

  package init(rowCount: Int, terms: [Double], objective: Double) {
    self.rowCount = rowCount
    self.terms = terms
    self.objective = objective
  }

  package var means: [Double] { terms.map { $0 / Double(rowCount) } }

  package var meanObjective: Double { objective / Double(rowCount) }
}
