import RDCore

/// A value of a specification, from a TOML file or a flag.
package enum SpecificationValue: Sendable, Equatable {
  case integer(Int)

  /// A floating-point number.
  case real(Double)

  case text(String)

  /// `true` or `false`.
  case boolean(Bool)

  case list([SpecificationValue])

  /// A table of keys and values.
  case table([String: SpecificationValue])

  /// The value in TOML syntax, for messages and for `specification.toml`.
  package var toml: String {
    switch self {
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): doubleQuoted(text)
    case .boolean(let flag): String(flag)
    case .list(let values): "[" + values.map(\.toml).joined(separator: ", ") + "]"
    case .table(let table):
      "{"
        + table.sorted { $0.key < $1.key }.map { " \($0.key) = \($0.value.toml)" }
        .joined(separator: ",") + " }"
    }
  }

  /// The value as `--set` takes it: texts without quotation marks, lists with commas between.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .list(let values) where !values.isEmpty && !values.contains(where: \.isTable):
      values.map(\.plainText).joined(separator: ",")
    default: toml
    }
  }

  var isTable: Bool {
    if case .table = self { true } else { false }
  }

  package var kind: String {
    switch self {
    case .integer: "an integer"
    case .real: "a number"
    case .text: "a text"
    case .boolean: "true or false"
    case .list: "a list"
    case .table: "a table"
    }
  }
}
