import RDArrayFiles
import RDCore
import RDExperiments
import RDResults
import RDSources

/// The families of the catalogue fitted to samples, as a table.
package struct SourceFits {
  private let fits: [SourceFit]

  /// What is taken for the rounding of the samples, in a sentence.
  package let note: String

  /// Fits every family.
  ///
  /// - Parameters:
  ///   - file: the samples.
  ///   - resolution: the step that they are rounded to; `nil` to infer it.
  ///   - jobs: the number of concurrent fits; no result depends on it.
  ///   - observer: receives the progress.
  /// - Throws: `EmpiricalDistributionError` for samples that have no distribution.
  package init(
    to file: SampleFile, resolution: Double?, jobs: Int, observer: (any ProgressObserver)? = nil
  ) throws {
    let samples = try RoundedSamples(file.samples, resolution: resolution)
    fits = try concurrentMap(SourceFit.families, jobs: jobs, observer: observer) {
      try SourceFit(of: $0, to: samples)
    }.filter(\.logLikelihoodNats.isFinite).sorted {
      ($0.hasMaximum ? 0 : 1, $0.akaikeCriterion) < ($1.hasMaximum ? 0 : 1, $1.akaikeCriterion)
    }
    let interval =
      switch samples.rounding {
      case .step(let step): "\(step) wide"
      case .single: "that of its 4-byte number"
      case .double: "that of its 8-byte number"
      }
    note =
      "each of the \(samples.count) samples counts with the probability of its rounding interval, \(interval); --resolution says another."
  }

  /// A row for each family, by Akaike's criterion; those whose likelihood has no maximum come last.
  package func table() -> Table {
    let least = fits.first?.akaikeCriterion ?? 0
    return Table(
      columns: [
        Table.Column("source", heading: "Source"),
        Table.Column("parameter_count", heading: "Parameters", isMinor: true),
        Table.Column(
          "log_likelihood_nats", heading: "Log-likelihood (nats)", precision: .decimals(3),
          isMinor: true),
        Table.Column("aic", heading: "AIC", precision: .decimals(3)),
        Table.Column("aic_difference", heading: "Difference", precision: .decimals(3)),
        Table.Column("warning", heading: "Warning"),
      ],
      rows: fits.map { fit in
        [
          .text(fit.source.description), .integer(fit.parameterCount),
          .real(fit.logLikelihoodNats), .real(fit.akaikeCriterion),
          .optional(fit.hasMaximum ? fit.akaikeCriterion - least : nil), .optional(fit.warning),
        ]
      })
  }
}
