import RDCore
import RDReport

/// The tables that `rdtool report` writes.
package enum TableCatalogue {
  package static let all = Catalogue<any TableOfResults>(
    kind: "table",
    [
      "claim-table": ClaimTable(),
      "gap-table": GapTable(),
      "latent-quantisers-table": LatentQuantisersTable(),
      "adjustments-table": AdjustmentsTable(),
      "scalar-quantisers-table": ScalarQuantisersTable(),
      "ledger-table": LedgerTable(),
      "near-limit-table": NearLimitTable.firstSource,
      "near-limit-sources-table": NearLimitTable.otherSources,
      "gaussian-codec-table": GaussianCodecTable(),
      "image-quantisers-table": ImageQuantisersTable(),
      "image-models-table": ImageModelsTable(),
      "codes-table": CodesTable(),
      "foreign-codecs-table": StandardCodecsTable(),
      "label-errors-table": LabelErrorsTable(),
      "clusters-table": ClustersTable(),
      "lossless-table": LosslessTable(),
      "exactness-table": ExactnessTable(),
      "bd-rate-table": CodecDistanceTable(),
      "surrogates-table": SurrogatesTable(),
      "estimated-bits-table": EstimatedBitsTable(),
      "run-table": RunTable(),
    ])
}
