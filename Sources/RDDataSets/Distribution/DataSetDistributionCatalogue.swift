import RDCore

/// Where the data sets come from that can be fetched.
package enum DataSetDistributionCatalogue {
  /// A distribution for each.
  package static let all = Catalogue<DataSetDistribution>(
    kind: "data set to fetch",
    [
      "mnist": MNIST.distribution,
      "cifar10": CIFAR10.distribution,
      "kodak": PictureFolder.kodakDistribution,
      "bsds500": PictureFolder.bsds500Distribution,
    ])
}
