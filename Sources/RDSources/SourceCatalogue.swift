public import RDCore

/// The sources with a density that can be named: a line for each.
public let sourceCatalogue = Catalogue<
  @Sendable (Descriptor) throws(DescriptorError) -> any UnivariateDistribution
>(
  kind: "source",
  [
    "gaussian": { descriptor throws(DescriptorError) in try Gaussian(descriptor) },
    "laplacian": { descriptor throws(DescriptorError) in try Laplacian(descriptor) },
    "uniform": { descriptor throws(DescriptorError) in try Uniform(descriptor) },
  ])
