extension SpecificationKey {
  /// A text that a check accepts.
  package static func text(
    _ name: String, _ path: Path<String>,
    checkedBy check: @escaping @Sendable (String) throws -> Void, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      guard case .text(let text) = value else { throw ValueProblem(expected: "a text") }
      do {
        try check(text)
      } catch {
        throw ValueProblem(expected: "usable. \(error)")
      }
      specification[keyPath: path] = text
    } write: {
      .text($0[keyPath: path])
    }
  }

  /// `true` or `false`.
  package static func flag(_ name: String, _ path: Path<Bool>, _ summary: String)
    -> SpecificationKey
  {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      guard case .boolean(let flag) = value else { throw ValueProblem(expected: "true or false") }
      specification[keyPath: path] = flag
    } write: {
      .boolean($0[keyPath: path])
    }
  }
}
