import RDCore

/// The product of a designer, with the convergence of its iteration.
public struct Design<Product: Sendable>: Sendable {
  /// The designed quantiser or other object.
  public let product: Product

  /// The convergence of the iteration; of zero steps for a closed form.
  public let convergence: Convergence

  /// A product with the convergence of its design.
  package init(product: Product, convergence: Convergence) {
    self.product = product
    self.convergence = convergence
  }
}
