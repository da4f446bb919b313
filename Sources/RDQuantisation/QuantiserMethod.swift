/// A way to design scalar quantisers, with everything chosen but the number of levels.
public struct QuantiserMethod: Sendable {
  /// The name with its parameters, as it was or could be written: `uniform-endpoints:loading=4`.
  public let name: String

  /// Makes the designer for a number of levels, at least 2.
  public let designer: @Sendable (_ levelCount: Int) -> any QuantiserDesigner

  /// A method.
  public init(
    name: String, designer: @escaping @Sendable (_ levelCount: Int) -> any QuantiserDesigner
  ) {
    self.name = name
    self.designer = designer
  }
}
