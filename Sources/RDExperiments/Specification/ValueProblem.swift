/// Why a value is invalid for its key.
enum ValueProblem: Error {
  case unexpected(expected: String)

  /// In a list of tables, a value of the table at `index` is invalid for its key.
  case inTable(index: Int, key: String, value: SpecificationValue, expected: String)

  /// In a list of tables, the table at `index` has an unknown key.
  case unknownKeyInTable(index: Int, key: String, known: [String])

  init(expected: String) { self = .unexpected(expected: expected) }
}
