import RDQuantisers
import RDScalarQuantisation

/// A way to design quantisers, with everything chosen but their size.
public struct QuantiserMethod: Sendable {
  /// What the size of a quantiser is.
  package enum Sizing: Sendable {
    /// A number of levels, at least 2: scalar quantisers of a fixed rate.
    case levels(@Sendable (_ levelCount: Int) -> any QuantiserDesigner)

    /// A rate.
    case rate(any RateDesigner)
  }

  /// The name with its parameters, as it was or could be written: `uniform-endpoints:loading=4`.
  public let name: String

  /// What the size is, and what makes the designer.
  package let sizing: Sizing

  package init(name: String, sizing: Sizing) {
    self.name = name
    self.sizing = sizing
  }

  /// The designer of scalar quantisers with a number of levels.
  ///
  /// - Throws: ``RateMethodError`` if the size of the method's quantisers is a rate.
  package func designer(
    levelCount: Int
  ) throws(RateMethodError) -> any QuantiserDesigner {
    guard case .levels(let make) = sizing else { throw RateMethodError(method: name) }
    return make(levelCount)
  }
}
