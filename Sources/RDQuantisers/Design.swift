import RDCore

/// What a designer made, and how its iteration ended.
public struct Design<Product: Sendable>: Sendable {
  /// The thing made.
  public let product: Product

  /// How the iteration ended; of zero steps for a closed form.
  public let convergence: Convergence

  /// A design.
  public init(product: Product, convergence: Convergence) {
    self.product = product
    self.convergence = convergence
  }
}
