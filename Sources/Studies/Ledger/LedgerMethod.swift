import RDCore
import RDQuantisation
import RDStreams

/// A method of the ledger: one of the catalogue of quantisers, its indices coded as it was designed for, or, with `+coded` behind the
/// name of one that is sized by its levels, with ideal lengths instead of equal ones.
package struct LedgerMethod: Sendable {
  static let codedSuffix = "+coded"

  /// The name, as it is written: `lloyd-max+coded`.
  package let name: String

  let quantiser: QuantiserMethod

  /// The code of the indices; `nil` for that of the quantiser's design.
  let lengths: SymbolLengths?

  /// The methods of a list with commas, of which some may be groups.
  package static func list(parsing text: String) throws -> [LedgerMethod] {
    try Descriptor.list(parsing: text).flatMap { try methods($0.description) }
  }

  /// Checks that a text names methods.
  static func check(_ text: String) throws { _ = try methods(text) }

  static func methods(_ text: String) throws -> [LedgerMethod] {
    let isCoded = text.hasSuffix(codedSuffix)
    let descriptor = try Descriptor(
      parsing: isCoded ? String(text.dropLast(codedSuffix.count)) : text)
    return try QuantiserCatalogue.methods(descriptor).map { method in
      if isCoded, case .rate = method.sizing {
        throw Diagnosis(
          .wrongUse,
          "'\(text)' is not a method: only those that are sized by their levels can be given an entropy code, \(QuantiserCatalogue.levelMethodNames.joined(separator: ", ")). Write '\(method.name)'."
        )
      }
      return LedgerMethod(
        name: method.name + (isCoded ? codedSuffix : ""), quantiser: method,
        lengths: isCoded ? .ideal : nil)
    }
  }
}
