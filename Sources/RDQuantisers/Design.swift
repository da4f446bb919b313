import RDCore

/// What a designer made, and how its iteration ended.
package struct Design<Product: Sendable>: Sendable {
  /// The thing made.
  package let product: Product

  /// How the iteration ended; of zero steps for a closed form.
  package let convergence: Convergence

  /// A design.
  package init(product: Product, convergence: Convergence) {
    self.product = product
    self.convergence = convergence
  }
}
