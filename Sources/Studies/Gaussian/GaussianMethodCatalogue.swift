import RDCore
import RDExperiments
import RDLatentCodes
import RDNetworks
import RDResults

/// The methods of the Gaussian experiment.
enum GaussianMethodCatalogue {
  /// The methods by name, in the order of the tables.
  package static let all = Catalogue<GaussianMethod>(
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
      "autoencoder": GaussianMethod(isNetwork: true, design: AutoencoderRun.design),
    ])
}

/// A way to get a code from training vectors.
struct GaussianMethod: Sendable {
  /// Whether the network's variants matter to it.
  let isNetwork: Bool

  /// Designs the code of a task from training vectors.
  let design:
    @Sendable (_ task: GaussianTask, _ training: VectorBlock, _ context: TrialContext) throws ->
      DesignedCode

  init(
    isNetwork: Bool = false,
    design:
      @escaping @Sendable (_ task: GaussianTask, _ training: VectorBlock, _ context: TrialContext)
      throws -> DesignedCode
  ) {
    self.isNetwork = isNetwork
    self.design = design
  }
}

/// A code, and the rows of `history.csv` that its training left.
struct DesignedCode {
  let code: any VectorCode
  package var history: [[Cell]] = []
}
