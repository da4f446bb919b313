import RDResults

/// The times of one case of a benchmark.
package struct BenchmarkMeasurement {
  /// The benchmark's name.
  package let benchmark: String

  /// The case, as in `batch 32`.
  let caseName: String

  /// What one run is, as in `epoch`.
  package let unit: String

  /// The duration of each run, in milliseconds.
  let milliseconds: [Double]

  /// The floating-point operations of a run, if compute-bound.
  var operationCount: Double?

  /// For each run, the rate of a large matrix product measured beside it, in GFLOP/s.
  var productRates: [Double] = []

  /// The columns of ``row``.
  package static let columns: [Table.Column] = [
    Table.Column("benchmark"),
    Table.Column("case"),
    Table.Column("unit"),
    Table.Column("runs"),
    Table.Column("minimum_ms", heading: "minimum (ms)", precision: .significant(4)),
    Table.Column("median_ms", heading: "median (ms)", precision: .significant(4)),
    Table.Column("gflops", heading: "GFLOP/s", precision: .decimals(1)),
    Table.Column("sgemm_gflops", heading: "sgemm GFLOP/s", precision: .decimals(1)),
    Table.Column("sgemm_share", heading: "fraction of sgemm", precision: .decimals(3)),
  ]

  /// The measurement as cells; rates are of the median run, the share is the median of the runs' own shares.
  package var row: [Cell] {
    let rates = operationCount.map { count in milliseconds.map { count / $0 * 1e-6 } }
    let shares = rates.map { zip($0, productRates).map { $0 / $1 } }
    return [
      .text(benchmark), .text(caseName), .text(unit), .integer(milliseconds.count),
      .optional(milliseconds.min()), .optional(median(milliseconds)),
      .optional(rates.flatMap(median)), .optional(median(productRates)),
      .optional(shares.flatMap(median)),
    ]
  }
}

/// The middle number, or the mean of the two in the middle; `nil` of none.
private func median(_ numbers: [Double]) -> Double? {
  guard !numbers.isEmpty else { return nil }
  let sorted = numbers.sorted()
  let half = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
}
