import RDCore
import RDQuantisation

/// A method by which sequences are coded: one of the catalogue of quantisers, its indices coded as it was designed for, or, with `+coded`
/// behind the name of one that is sized by its levels, with ideal lengths instead of equal ones.
package struct CodedMethod: Sendable {
  private static let codedSuffix = "+coded"

  /// The name, as it is written: `lloyd-max+coded`.
  package let name: String

  package let quantiser: QuantiserMethod

  /// How indices become bits; `nil` for what the quantiser was designed for.
  package let lengths: SymbolLengths?

  /// The methods of a list with commas, of which some may be groups.
  package static func list(parsing text: String) throws -> [CodedMethod] {
    try Descriptor.list(parsing: text).flatMap { try methods($0.description) }
  }

  /// Makes sure that a text names methods.
  package static func check(_ text: String) throws { _ = try methods(text) }

  /// The method that a text names.
  ///
  /// - Throws: `UnknownName`, also for a group of several; `DescriptorError`.
  package static func method(_ text: String) throws -> CodedMethod {
    let methods = try methods(text)
    guard methods.count == 1 else {
      throw UnknownName(kind: "method", name: text, known: methods.map(\.name))
    }
    return methods[0]
  }

  /// The methods that a text names: one, or those of a group.
  package static func methods(_ text: String) throws -> [CodedMethod] {
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
      return CodedMethod(
        name: method.name + (isCoded ? codedSuffix : ""), quantiser: method,
        lengths: isCoded ? .ideal : nil)
    }
  }
}
