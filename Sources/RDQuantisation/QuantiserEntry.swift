import RDCore

/// A method of the catalogue: what it is, and how it is made from its descriptor.
package struct QuantiserEntry: Sendable {
  /// How indices become bits.
  package enum Coding: Sendable, CaseIterable {
    /// Any number of levels, all indices of the same length.
    case levels

    /// A rate, all blocks of the same length.
    case fixedRate

    /// A rate that an entropy code has on average.
    case entropyCode
  }

  /// What its quantisers are, in a line.
  package let summary: String

  /// Its parameters with their defaults, as they are written behind the colon; empty for none.
  package let parameters: String

  let make: @Sendable (Descriptor) throws(DescriptorError) -> QuantiserMethod.Sizing

  init(
    _ summary: String, parameters: String = "",
    make: @escaping @Sendable (Descriptor) throws(DescriptorError) -> QuantiserMethod.Sizing
  ) {
    self.summary = summary
    self.parameters = parameters
    self.make = make
  }

  /// How the indices of its quantisers become bits.
  package var coding: Coding {
    switch try? make(Descriptor(name: "default")) {
    case .levels: .levels
    case .rate(let designer): designer.isEntropyCoded ? .entropyCode : .fixedRate
    case nil: preconditionFailure("a method has no defaults")
    }
  }
}
