import RDCore
import RDReport

/// The tables that `rdtool report` writes.
package enum TableCatalogue {
  /// All of them, each for its kind of results.
  package static let all = Catalogue<TableOfResults>(
    kind: "table",
    [
      "claim-table": .claim,
      "gap-table": .gap,
      "latent-quantisers-table": .latentQuantisers,
      "adjustments-table": .adjustments,
      "scalar-quantisers-table": .scalarQuantisers,
      "ledger-table": .ledger,
      "near-limit-table": .nearLimit,
      "near-limit-sources-table": .nearLimitOfOtherSources,
      "gaussian-codec-table": .gaussianCodec,
      "published-quantisers-table": .publishedQuantisers,
      "image-quantisers-table": .imageQuantisers,
      "image-models-table": .imageModels,
      "codes-table": .codes,
      "layers-table": .layers,
      "standard-codecs-table": .standardCodecs,
      "label-errors-table": .labelErrors,
      "label-confusions-table": .labelConfusions,
      "clusters-table": .clusters,
      "lossless-table": .lossless,
      "exactness-table": .exactness,
      "bd-rate-table": .codecDistances,
      "surrogates-table": .surrogates,
      "estimated-bits-table": .estimatedBits,
      "run-table": .run,
    ])
}
