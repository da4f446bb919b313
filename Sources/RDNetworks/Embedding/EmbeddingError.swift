import RDCore

/// Points that cannot be embedded, or whose neighbours cannot be computed.
package enum EmbeddingError: DiagnosedError, Equatable {
  case tooFewPoints(Int, neighbours: Int)
  case perplexityTooLarge(Double, points: Int)
  case nonFiniteData(point: Int, component: Int)
  case tooFarApart
  case differentDimensions(first: Int, other: Int, set: Int)
  case noStart(PrincipalComponentsError)
  case diverged(step: Int)

  package var failureClass: FailureClass {
    switch self {
    case .tooFewPoints, .perplexityTooLarge: .wrongUse
    case .nonFiniteData, .tooFarApart, .differentDimensions: .badData
    case .noStart(let error): error.failureClass
    case .diverged: .trialFailed
    }
  }

  package var description: String {
    switch self {
    case .tooFewPoints(let count, let neighbours):
      "Of \(count) points, none has \(neighbours) neighbours. Give more points, or ask for fewer neighbours."
    case .perplexityTooLarge(let perplexity, let count) where count < 7:
      "\(count) points are too few for an embedding of perplexity \(perplexity). Give at least 7."
    case .perplexityTooLarge(let perplexity, let count):
      "\(count) points are too few for a perplexity of \(perplexity). Give more points, or a perplexity of at most \(TSNE.largestPerplexity(ofPoints: count))."
    case .nonFiniteData(let point, let component):
      "Point \(point + 1) is not finite in component \(component + 1). Clean the data."
    case .tooFarApart:
      "Points are more than 3e38 from their mean. Change the unit."
    case .differentDimensions(let first, let other, let set):
      "Set \(set + 1) has points of \(other) components, the first set points of \(first). Sets that are embedded together need the same columns."
    case .noStart(let error):
      error.description
    case .diverged(let step):
      "The embedding's points flew apart in step \(step). Use a smaller learning rate."
    }
  }
}
