import RDCore

extension SpecificationKey {
  /// A list key; `[]` is accepted if the list may be empty, and is else passed to `read`.
  static func list<Element>(
    _ name: String, _ path: Path<[Element]>, _ summary: String, expected: String, orEmpty: Bool,
    write: @escaping @Sendable (Element) -> SpecificationValue,
    read: @escaping @Sendable (SpecificationValue) throws(ValueProblem) -> [Element]
  ) -> Self {
    key(
      name, path, summary, expected: orEmpty ? "\(expected); or [] for none" : expected,
      write: { .list($0.map(write)) }
    ) { value throws(ValueProblem) in
      if orEmpty, value == .list([]) { return [] }
      return try read(value)
    }
  }

  /// A list of integers: one number, a TOML list, or a text such as `"10,30,50"` or `"3-6"`.
  package static func integers(
    _ name: String, _ path: Path<[Int]>, in range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    list(
      name, path, summary,
      expected: "integers from \(range.lowerBound) to \(range.upperBound), as in 10,30,50 or 3-6",
      orEmpty: false, write: SpecificationValue.integer
    ) { value throws(ValueProblem) in
      try value.integerList(in: range)
    }
  }

  /// A sequence of integers with repetitions, such as the widths of layers.
  package static func integerSequence(
    _ name: String, _ path: Path<[Int]>, in range: ClosedRange<Int>, atMost limit: Int,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    let expected = "1 to \(limit) integers from \(range.lowerBound) to \(range.upperBound)"
    return list(
      name, path, summary, expected: expected, orEmpty: orEmpty, write: SpecificationValue.integer
    ) {
      value throws(ValueProblem) in
      let numbers = value.elements.map { element -> Int? in
        switch element {
        case .integer(let number): number
        case .text(let text): Int(text)
        default: nil
        }
      }
      let valid = numbers.compactMap { $0 }.filter(range.contains)
      guard valid.count == numbers.count, 1...limit ~= valid.count else {
        throw ValueProblem(expected: expected)
      }
      return valid
    }
  }

  /// A list of real numbers: one number, a TOML list, or a text such as `"0.5,1,2"` or `"0:4:0.25"`.
  package static func reals(
    _ name: String, _ path: Path<[Double]>, in range: ClosedRange<Double>, orEmpty: Bool = false,
    _ summary: String
  ) -> Self {
    list(
      name, path, summary,
      expected: "numbers from \(range.lowerBound) to \(range.upperBound), as in 0.5,1 or 0:4:0.25",
      orEmpty: orEmpty, write: SpecificationValue.real
    ) {
      value throws(ValueProblem) in
      let texts = value.elements.map { element -> String? in
        if case .text(let text) = element { text } else { element.number.map { "\($0)" } }
      }
      let known = texts.compactMap { $0 }
      guard known.count == texts.count else {
        throw ValueProblem(expected: "a list of numbers, as in [0.5, 1, 2] or \"0:4:0.25\"")
      }
      do {
        return try NumberList.reals(parsing: known.joined(separator: ","), in: range)
      } catch {
        throw ValueProblem(expected: "a list of numbers, as in 0.5,1,2 or 0:4:0.25. \(error)")
      }
    }
  }

  /// A list of distinct names: a TOML list, or a text with commas.
  package static func names(
    _ name: String, _ path: Path<[String]>, of known: [String], kind: String,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    list(
      name, path, summary, expected: someOf(known), orEmpty: orEmpty, write: SpecificationValue.text
    ) {
      value throws(ValueProblem) in
      try value.knownIndices(of: known, kind: kind).map { known[$0] }
    }
  }

  /// A list of distinct entries of a catalogue by name.
  package static func names<Entry>(
    _ name: String, _ path: Path<[String]>, of catalogue: Catalogue<Entry>, _ summary: String
  ) -> Self {
    names(name, path, of: catalogue.names, kind: catalogue.kind, summary)
  }

  /// A list of distinct cases of an enumeration.
  package static func choices<Choice: NamedChoice>(
    _ name: String, _ path: Path<[Choice]>, kind: String, orEmpty: Bool = false, _ summary: String
  ) -> Self {
    let cases = Array(Choice.allCases)
    return list(
      name, path, summary, expected: someOf(cases.map(\.rawValue)), orEmpty: orEmpty,
      write: { .text($0.rawValue) }
    ) {
      value throws(ValueProblem) in
      try value.knownIndices(of: cases.map(\.rawValue), kind: kind).map { cases[$0] }
    }
  }

  /// A list of distinct texts that pass a check.
  package static func texts(
    _ name: String, _ path: Path<[String]>, checkedBy check: @escaping Check,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    list(
      name, path, summary, expected: "texts, each NAME[:key=value,…]", orEmpty: orEmpty,
      write: SpecificationValue.text
    ) {
      value throws(ValueProblem) in
      try value.texts(checkedBy: check)
    }
  }

  /// A list of distinct descriptors that pass a check: a TOML list of texts, or a text with commas.
  package static func descriptors(
    _ name: String, _ path: Path<[String]>, checkedBy check: @escaping Check,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    list(
      name, path, summary, expected: "NAME[:key=value,…] with commas between", orEmpty: orEmpty,
      write: SpecificationValue.text
    ) {
      value throws(ValueProblem) in
      guard case .text(let text) = value else { return try value.texts(checkedBy: check) }
      let texts: [SpecificationValue]
      do throws(DescriptorError) {
        texts = try Descriptor.list(parsing: text).map { .text($0.description) }
      } catch {
        throw ValueProblem(expected: "usable throughout. \(error)")
      }
      return try SpecificationValue.list(texts).texts(checkedBy: check)
    }
  }
}

/// What a list of names is called.
private func someOf(_ names: [String]) -> String {
  "names with commas between, of: \(names.joined(separator: ", "))"
}
