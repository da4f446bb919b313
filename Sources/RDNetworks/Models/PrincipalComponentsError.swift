import RDCore
import RDNumerics

/// Vectors whose principal components cannot be found.
package enum PrincipalComponentsError: DiagnosedError, Equatable {
  case badLatentDimension(Int, inputDimension: Int)
  case noVectors
  case nonFiniteData(vector: Int, component: Int)
  case noEigenvectors(NumericsError)

  package var failureClass: FailureClass {
    switch self {
    case .badLatentDimension: .wrongUse
    case .noVectors, .nonFiniteData: .badData
    case .noEigenvectors(let error): error.failureClass
    }
  }

  package var description: String {
    switch self {
    case .badLatentDimension(let dimension, let inputDimension):
      "Vectors of \(inputDimension) components cannot have \(dimension) principal components. "
        + "Use 1 to \(inputDimension)."
    case .noVectors:
      "There are no training vectors. Give at least one."
    case .nonFiniteData(let vector, let component):
      "Training vector \(vector + 1) is not finite in component \(component + 1). Clean the data."
    case .noEigenvectors(let error):
      "The principal components of the training vectors cannot be found. \(error)"
    }
  }
}
