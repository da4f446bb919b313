public import RDCore

/// The tables that `rdtool report` writes, each for the results that it suits.
public let tableCatalogue = Catalogue<any TableOfResults>(
  kind: "table",
  [
    "claim-table": ClaimTable(),
    "gap-table": GapTable(),
    "latent-quantisers-table": LatentQuantisersTable(),
    "adjustments-table": AdjustmentsTable(),
    "scalar-quantisers-table": ScalarQuantisersTable(),
    "run-table": RunTable(),
  ])
