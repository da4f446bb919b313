extension SpecificationKey {
  /// A list of names that may be empty.
  package static func optionalNames(
    _ name: String, _ path: Path<[String]>,
    of known: [String], kind: String, _ summary: String
  ) -> SpecificationKey {
    names(name, path, of: known, kind: kind, summary).orEmpty(path)
  }

  /// A list of descriptors that may be empty.
  package static func optionalDescriptors(
    _ name: String, _ path: Path<[String]>,
    checkedBy check: @escaping @Sendable (String) throws -> Void, _ summary: String
  ) -> SpecificationKey {
    descriptors(name, path, checkedBy: check, summary).orEmpty(path)
  }

  /// A list of real numbers that may be empty.
  package static func optionalReals(
    _ name: String, _ path: Path<[Double]>, in range: ClosedRange<Double>, _ summary: String
  ) -> SpecificationKey {
    reals(name, path, in: range, summary).orEmpty(path)
  }

  /// A sequence of integers that may be empty.
  package static func optionalIntegerSequence(
    _ name: String, _ path: Path<[Int]>, in range: ClosedRange<Int>, atMost limit: Int,
    _ summary: String
  ) -> SpecificationKey {
    integerSequence(name, path, in: range, atMost: limit, summary).orEmpty(path)
  }

  /// The same key, which also takes `[]`.
  package func orEmpty<Element>(_ path: Path<[Element]>) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      if case .list(let elements) = value, elements.isEmpty {
        specification[keyPath: path] = []
      } else {
        try self.read(value, &specification)
      }
    } write: {
      self.write($0)
    }
  }
}
