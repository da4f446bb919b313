import RDCore
import RDQuantisers
import RDScalarQuantisation

/// A quantiser design method, complete but for the size of the quantiser.
public struct QuantiserMethod: Sendable {
  /// The quantity that sizes a quantiser.
  package enum Sizing: Sendable {
    /// A number of levels, at least 2: scalar quantisers of a fixed rate.
    case levels(@Sendable (_ levelCount: Int) -> any QuantiserDesigner)

    case rate(any RateDesigner)
  }

  /// The name with its parameters, as written: `uniform-endpoints:loading=4`.
  public let name: String

  /// The catalogue's own name with all parameters: the same however the method was written, so that seeds come from it.
  package let canonicalName: String

  /// The quantity that sizes a quantiser, with the designer.
  package let sizing: Sizing

  package init(name: String, canonicalName: String? = nil, sizing: Sizing) {
    self.name = name
    self.canonicalName = canonicalName ?? name
    self.sizing = sizing
  }

  /// The designer of scalar quantisers with a number of levels.
  ///
  /// - Throws: `Diagnosis` if the method is sized by a rate.
  package func designer(
    levelCount: Int
  ) throws(Diagnosis) -> any QuantiserDesigner {
    guard case .levels(let make) = sizing else {
      throw Diagnosis.wrongUse(
        "'\(name)' is sized by its rate, but this needs a method with a number of levels. Use one of: \(QuantiserCatalogue.levelMethodNames.joined(separator: ", "))."
      )
    }
    return make(levelCount)
  }
}
