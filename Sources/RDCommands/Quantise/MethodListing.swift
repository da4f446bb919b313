import RDQuantisation

/// The methods of quantisers as the help shows them.
package enum MethodListing {
  /// A heading for each way of coding, and a line for each family below it.
  package static let text = QuantiserFamily.Coding.allCases.map { coding in
    let families = QuantiserFamily.all.filter { $0.coding == coding }
    let lines = families.map { "  \(padded($0.title))\($0.summary)" }
    return ([heading(coding)] + lines).joined(separator: "\n")
  }.joined(separator: "\n")

  private static func padded(_ title: String) -> String {
    title + String(repeating: " ", count: max(2, 23 - title.count))
  }

  private static func heading(_ coding: QuantiserFamily.Coding) -> String {
    switch coding {
    case .levels: "METHODS that are sized by their levels, of the rate log2(levels):"
    case .fixedRate: "METHODS of a fixed rate:"
    case .entropyCode: "METHODS for an entropy code, which has the rate on average:"
    }
  }
}
