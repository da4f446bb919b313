import RDCore

/// One point of `points.csv`: something measured, or computed from theory, on the rate–distortion plane.
///
/// The runner prepends the experiment's and the trial's name.
package struct Point: Sendable, Equatable {
  package var source: String
  package var method: String

  /// The repetition, counted from 1; `nil` for theory.
  package var repetition: Int?

  /// The seed that the trial's random streams were derived from; `nil` where nothing was random.
  package var seed: UInt64?

  /// The number of signals on which the distortion was measured; `nil` for theory.
  package var sampleCount: Int?

  /// Rate in bits per source sample; `nil` where no finite rate describes the method.
  package var rateBitsPerSample: Double?
  package var rateKind: RateKind?
  package var distortionMeasure: DistortionMeasure

  /// Mean distortion per source sample; `nil` if the trial failed.
  package var distortion: Double?

  /// Half-width of the 95 % confidence interval of `distortion`; `nil` where it is exact.
  package var distortionHalfWidth95: Double?

  /// R(D) at `distortion`, in bits per source sample; `nil` where it is not known.
  package var boundRateBitsPerSample: Double?

  /// `10 log10(distortion / D(R))` at `rateBitsPerSample`; `nil` where either is not known.
  package var gapDecibels: Double?

  /// `ok`, or why the trial failed.
  package var status: String

  /// The values of the experiment's own columns, in their order.
  package var own: [Cell]

  /// A point whose values are set afterwards.
  package init(
    source: String, method: String, distortionMeasure: DistortionMeasure = .meanSquaredError,
    own: [Cell] = []
  ) {
    self.source = source
    self.method = method
    self.distortionMeasure = distortionMeasure
    status = Point.success
    self.own = own
  }

  package static let success = "ok"

  package enum RateKind: String, Sendable {
    /// From a formula.
    case analytic

    /// The entropy of the indices.
    case entropy

    /// The same number of bits for each index.
    case fixed

    /// Counted from the bytes that were written.
    case coded

    /// As printed in the literature.
    case published
  }

  /// The columns that every experiment's points have.
  package static let columns: [Table.Column] = [
    Table.Column("experiment"), Table.Column("trial"), Table.Column("source"),
    Table.Column("method"), Table.Column("repetition"), Table.Column("seed"),
    Table.Column("sample_count"), Table.Column("rate_bits_per_sample"), Table.Column("rate_kind"),
    Table.Column("distortion_measure"), Table.Column("distortion"),
    Table.Column("distortion_ci95"), Table.Column("bound_rate_bits_per_sample"),
    Table.Column("gap_decibels"), Table.Column("status"),
  ]

  /// The row of `points.csv`.
  ///
  /// - Returns: one cell for each of `columns` and then the experiment's own.
  package func row(experiment: String, trial: String) -> [Cell] {
    [
      .text(experiment), .text(trial), .text(source), .text(method), .optional(repetition),
      seed.map { .text(String($0)) } ?? .empty, .optional(sampleCount),
      .optional(rateBitsPerSample), rateKind.map { .text($0.rawValue) } ?? .empty,
      .text(distortionMeasure.rawValue), .optional(distortion), .optional(distortionHalfWidth95),
      .optional(boundRateBitsPerSample), .optional(gapDecibels), .text(status),
    ] + own
  }
}
