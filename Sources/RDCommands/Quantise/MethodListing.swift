import RDQuantisation

/// The list of quantiser methods in the help.
package enum MethodListing {
  /// A heading for each way of coding, and a line for each method below it.
  package static let text = QuantiserEntry.Coding.allCases.map { coding in
    let lines = zip(QuantiserCatalogue.all.names, QuantiserCatalogue.all.entries)
      .filter { $0.1.coding == coding }
      .map { name, entry in
        let title = title(name, entry)
        return "  " + title + String(repeating: " ", count: max(2, 29 - title.count))
          + entry.summary
      }
    return ([heading(coding)] + lines).joined(separator: "\n")
  }.joined(separator: "\n")

  /// `tcq:states=8[,alphabet=lloyd-max]`: the parameters with their defaults, and in brackets those without.
  private static func title(_ name: String, _ entry: QuantiserEntry) -> String {
    var title = entry.parameters.isEmpty ? name : "\(name):\(entry.parameters)"
    if !entry.furtherParameters.isEmpty {
      title += "[\(entry.parameters.isEmpty ? ":" : ",")\(entry.furtherParameters)]"
    }
    return title
  }

  private static func heading(_ coding: QuantiserEntry.Coding) -> String {
    switch coding {
    case .levels: "METHODS that are sized by their levels, of the rate log2(levels):"
    case .fixedRate: "METHODS of a fixed rate:"
    case .entropyCode: "METHODS for an entropy code, which has the rate on average:"
    }
  }
}
