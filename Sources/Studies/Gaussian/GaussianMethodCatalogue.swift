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

/// The construction of a code from training vectors.
struct GaussianMethod: Sendable {
  /// Whether it depends on the network's variants.
  var isNetwork = false

  let design: @Sendable (GaussianTask, _ training: VectorBlock, TrialContext) throws -> DesignedCode
}

/// A code, and its training's rows of `history.csv`.
struct DesignedCode {
  let code: any VectorCode
  var history: [[Cell]] = []
}
