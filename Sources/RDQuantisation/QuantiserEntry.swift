import RDCore

/// A method of the catalogue: its summary, its parameters and its constructor from a descriptor.
package struct QuantiserEntry: Sendable {
  /// How indices become bits.
  package enum Coding: Sendable, CaseIterable {
    /// Any number of levels, all indices of the same length.
    case levels

    /// A rate, all blocks of the same length.
    case fixedRate

    /// The mean rate of an entropy code.
    case entropyCode
  }

  /// A one-line description of its quantisers.
  package let summary: String

  /// Its parameters with their defaults, as written after the colon; empty if it has none.
  package let parameters: String

  /// Parameters that have no default, with an example of each; empty if it has none.
  package let furtherParameters: String

  let make: @Sendable (Descriptor) throws(DescriptorError) -> QuantiserMethod.Sizing

  init(
    _ summary: String, parameters: String = "", furtherParameters: String = "",
    make: @escaping @Sendable (Descriptor) throws(DescriptorError) -> QuantiserMethod.Sizing
  ) {
    self.summary = summary
    self.parameters = parameters
    self.furtherParameters = furtherParameters
    self.make = make
  }

  /// A method without parameters.
  static func plain(
    _ summary: String, _ sizing: @escaping @Sendable @autoclosure () -> QuantiserMethod.Sizing
  ) -> QuantiserEntry {
    QuantiserEntry(summary) { descriptor throws(DescriptorError) in
      try descriptor.checkKeys([])
      return sizing()
    }
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
