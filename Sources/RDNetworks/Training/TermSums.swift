/// What a network lost over some rows: the sums of its reported terms and of its objective.
package struct TermSums: Sendable, Equatable {
  /// How many rows.
  package let rowCount: Int

  /// The sums of the reported terms over the rows, in the order of ``TrainableNetwork/reportedTerms``.
  package let terms: [Double]

  /// The sum of the objective over the rows.
  package let objective: Double

  /// The means of the reported terms.
  package var means: [Double] { terms.map { $0 / Double(rowCount) } }

  /// The mean of the objective.
  package var meanObjective: Double { objective / Double(rowCount) }
}
