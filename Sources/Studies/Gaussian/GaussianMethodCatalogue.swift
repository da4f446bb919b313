import RDCore
import RDExperiments
import RDLatentCodes
import RDNetworks
import RDResults

enum GaussianMethodCatalogue {
  /// The methods by name, in the order of the tables.
  static let all = Catalogue<GaussianMethod>(
    kind: "method",
    [
      "naive": GaussianMethod { task, _, _ in
        DesignedCode(
          code: SubsamplingCode(
            inputDimension: task.specification.input, latentDimension: task.latentDimension))
      },
      "pca": GaussianMethod { task, training, _ in
        DesignedCode(
          code: try PrincipalComponents(
            training: training, latentDimension: task.latentDimension))
      },
      "autoencoder": GaussianMethod(isNetwork: true) { task, training, context in
        try task.trainAutoencoder(training, context)
      },
    ])
}

/// A way to get a code from training vectors.
struct GaussianMethod: Sendable {
  /// Whether the network's variants matter to it.
  var isNetwork = false

  let design: @Sendable (GaussianTask, _ training: VectorBlock, TrialContext) throws -> DesignedCode
}

/// A code, and the rows of `history.csv` that its training left.
struct DesignedCode {
  let code: any VectorCode
  var history: [[Cell]] = []
}
