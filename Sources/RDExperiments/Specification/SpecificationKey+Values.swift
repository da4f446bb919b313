import RDCore
import RDDataSets

extension SpecificationKey {
  /// A key of a single value, with its reader and writer.
  static func key<Value>(
    _ name: String, _ path: Path<Value>, _ summary: String, expected: String,
    write: @escaping @Sendable (Value) -> SpecificationValue?,
    read: @escaping @Sendable (SpecificationValue) throws(ValueProblem) -> Value
  ) -> Self {
    Self(name: name, summary: summary, expected: expected) {
      value, specification throws(ValueProblem) in
      specification[keyPath: path] = try read(value)
    } write: {
      write($0[keyPath: path])
    }
  }

  package static func flag(_ name: String, _ path: Path<Bool>, _ summary: String) -> Self {
    key(name, path, summary, expected: "true or false", write: SpecificationValue.boolean) {
      value throws(ValueProblem) in
      guard case .boolean(let flag) = value else { throw ValueProblem(expected: "true or false") }
      return flag
    }
  }

  package static func integer(
    _ name: String, _ path: Path<Int>, in range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    key(
      name, path, summary, expected: integerText(range),
      write: SpecificationValue.integer
    ) { value throws(ValueProblem) in
      try value.integerValue(in: range)
    }
  }

  package static func optionalInteger(
    _ name: String, _ path: Path<Int?>, in range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    key(
      name, path, summary, expected: integerText(range),
      write: { $0.map(SpecificationValue.integer) }
    ) {
      value throws(ValueProblem) in
      try value.integerValue(in: range)
    }
  }

  package static func seed(_ path: Path<Int>, _ summary: String = "root of all seeds") -> Self {
    integer("seed", path, in: 0...Int.max, summary)
  }

  /// A real number; an integer is one too.
  package static func real(
    _ name: String, _ path: Path<Double>, _ range: RealRange, _ summary: String
  ) -> Self {
    key(name, path, summary, expected: range.expected, write: SpecificationValue.real) {
      value throws(ValueProblem) in
      try value.realValue(in: range)
    }
  }

  package static func optionalReal(
    _ name: String, _ path: Path<Double?>, _ range: RealRange, _ summary: String
  ) -> Self {
    key(
      name, path, summary, expected: range.expected, write: { $0.map(SpecificationValue.real) }
    ) {
      value throws(ValueProblem) in
      try value.realValue(in: range)
    }
  }

  package static func text(
    _ name: String, _ path: Path<String>, expected: String = "a text",
    checkedBy check: @escaping Check, _ summary: String
  ) -> Self {
    key(name, path, summary, expected: expected, write: SpecificationValue.text) {
      value throws(ValueProblem) in
      guard case .text(let text) = value else { throw ValueProblem(expected: "a text") }
      do {
        try check(text)
      } catch {
        throw ValueProblem(expected: "usable. \(error)")
      }
      return text
    }
  }

  package static func dataSet(_ name: String, _ path: Path<String>, _ summary: String) -> Self {
    text(
      name, path, expected: "a data set, NAME[:key=value,…]", checkedBy: DataSetCatalogue.check,
      summary)
  }

  /// One of a list of names.
  package static func name(
    _ name: String, _ path: Path<String>, of known: [String], kind: String, _ summary: String
  ) -> Self {
    key(name, path, summary, expected: oneOf(known), write: SpecificationValue.text) {
      value throws(ValueProblem) in
      known[try value.knownIndex(of: known, kind: kind)]
    }
  }

  package static func name<Entry>(
    _ name: String, _ path: Path<String>, of catalogue: Catalogue<Entry>, _ summary: String
  ) -> Self {
    self.name(name, path, of: catalogue.names, kind: catalogue.kind, summary)
  }

  /// One of the cases of an enumeration; messages call its kind by the name of the key.
  package static func choice<Choice: NamedChoice>(
    _ name: String, _ path: Path<Choice>, _ summary: String
  ) -> Self {
    let cases = Array(Choice.allCases)
    return key(
      name, path, summary, expected: oneOf(cases.map(\.rawValue)), write: { .text($0.rawValue) }
    ) { value throws(ValueProblem) in
      cases[try value.knownIndex(of: cases.map(\.rawValue), kind: name)]
    }
  }
}

/// What an integer of a range is called.
private func integerText(_ range: ClosedRange<Int>) -> String {
  range.upperBound == .max
    ? "an integer from \(range.lowerBound)"
    : "an integer from \(range.lowerBound) to \(range.upperBound)"
}

/// What one of some names is called.
func oneOf(_ names: [String]) -> String { "one of: \(names.joined(separator: ", "))" }
