import RDCore

/// One key of a specification: its name, its meaning, and how its value gets into the specification and out again.
///
/// A specification lists its keys once; reading with all checks, the canonical `specification.toml` and the help follow.
package struct SpecificationKey<Specification>: Sendable {
  /// Where a value lives in a specification.
  package typealias Path<Value> = any WritableKeyPath<Specification, Value> & Sendable

  /// The name in a file; with two dashes in front, the flag.
  package let name: String

  /// What it sets, in a few words.
  package let summary: String

  /// Puts a value into a specification.
  ///
  /// Throws ``ValueProblem`` if the value does not fit.
  let read: @Sendable (SpecificationValue, inout Specification) throws(ValueProblem) -> Void

  /// The value as it stands in the specification, or `nil` where it is left out.
  let write: @Sendable (Specification) -> SpecificationValue?
}

/// Why a value does not fit its key.
enum ValueProblem: Error {
  /// Something else was expected in its place.
  case unexpected(expected: String)

  /// In a list of tables, a value of the table at `index` does not fit its key.
  case inTable(index: Int, key: String, value: SpecificationValue, expected: String)

  /// In a list of tables, the table at `index` has a key that there is not.
  case unknownKeyInTable(index: Int, key: String, known: [String])

  init(expected: String) {
    self = .unexpected(expected: expected)
  }
}

extension SpecificationKey {
  /// A integer.
  package static func integer(
    _ name: String, _ path: Path<Int>,
    in range: ClosedRange<Int>, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      guard case .integer(let number) = value, range.contains(number) else {
        throw ValueProblem(
          expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
      }
      specification[keyPath: path] = number
    } write: {
      .integer($0[keyPath: path])
    }
  }

  /// A list of integers: one number, a TOML list, or a text such as `"10,30,50"` or `"3-6"`.
  package static func integers(
    _ name: String, _ path: Path<[Int]>,
    in range: ClosedRange<Int>, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      specification[keyPath: path] = try integerList(value, in: range)
    } write: {
      .list($0[keyPath: path].map { .integer($0) })
    }
  }

  /// A sequence of integers in which one may stand more than once, such as the widths of layers.
  package static func integerSequence(
    _ name: String, _ path: Path<[Int]>,
    in range: ClosedRange<Int>, atMost limit: Int, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      let expected = "1 to \(limit) integers from \(range.lowerBound) to \(range.upperBound)"
      let numbers = elements(value).map { element -> Int? in
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
      specification[keyPath: path] = valid
    } write: {
      .list($0[keyPath: path].map { .integer($0) })
    }
  }

  /// A real number; an integer is one too.
  package static func real(
    _ name: String, _ path: Path<Double>, expected: String,
    where isValid: @escaping @Sendable (Double) -> Bool, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      guard let number = number(value), isValid(number) else {
        throw ValueProblem(expected: expected)
      }
      specification[keyPath: path] = number
    } write: {
      .real($0[keyPath: path])
    }
  }

  /// A real number that may be left out.
  package static func optionalReal(
    _ name: String, _ path: Path<Double?>, expected: String,
    where isValid: @escaping @Sendable (Double) -> Bool, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      guard let number = number(value), isValid(number) else {
        throw ValueProblem(expected: expected)
      }
      specification[keyPath: path] = number
    } write: {
      $0[keyPath: path].map { .real($0) }
    }
  }

  /// A integer that may be left out.
  package static func optionalInteger(
    _ name: String, _ path: Path<Int?>, in range: ClosedRange<Int>, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      guard case .integer(let number) = value, range.contains(number) else {
        throw ValueProblem(
          expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
      }
      specification[keyPath: path] = number
    } write: {
      $0[keyPath: path].map { .integer($0) }
    }
  }

  /// A list of real numbers: one number, a TOML list, or a text such as `"0.5,1,2"` or `"0:4:0.25"`.
  package static func reals(
    _ name: String, _ path: Path<[Double]>, in range: ClosedRange<Double>, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      let texts = elements(value).map { element -> String? in
        if case .text(let text) = element { text } else { number(element).map { "\($0)" } }
      }
      let known = texts.compactMap { $0 }
      guard known.count == texts.count else {
        throw ValueProblem(expected: "a list of numbers, as in [0.5, 1, 2] or \"0:4:0.25\"")
      }
      do {
        specification[keyPath: path] = try NumberList.reals(
          parsing: known.joined(separator: ","), in: range)
      } catch {
        throw ValueProblem(
          expected: "a list of numbers, as in 0.5,1,2 or 0:4:0.25. \(error)")
      }
    } write: {
      .list($0[keyPath: path].map { .real($0) })
    }
  }

  /// A list of descriptors that a check accepts, none twice: a TOML list of texts, or a text with commas.
  package static func descriptors(
    _ name: String, _ path: Path<[String]>,
    checkedBy check: @escaping @Sendable (String) throws -> Void, _ summary: String
  ) -> SpecificationKey {
    let list = texts(name, path, checkedBy: check, summary)
    return SpecificationKey(
      name: name, summary: summary
    ) { value, specification throws(ValueProblem) in
      guard case .text(let text) = value else { return try list.read(value, &specification) }
      let texts: [SpecificationValue]
      do throws(DescriptorError) {
        texts = try Descriptor.list(parsing: text).map { .text($0.description) }
      } catch {
        throw ValueProblem(expected: "usable throughout. \(error)")
      }
      try list.read(.list(texts), &specification)
    } write: {
      list.write($0)
    }
  }

  /// A text that is one of some names.
  package static func name(
    _ name: String, _ path: Path<String>, of known: [String],
    kind: String, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      specification[keyPath: path] = try knownName(value, of: known, kind: kind)
    } write: {
      .text($0[keyPath: path])
    }
  }

  /// A list of names, none twice: a TOML list, or a text with commas.
  package static func names(
    _ name: String, _ path: Path<[String]>,
    of known: [String], kind: String, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      var names: [String] = []
      for element in elements(value) {
        let name = try knownName(element, of: known, kind: kind)
        guard !names.contains(name) else {
          throw ValueProblem(expected: "each \(kind) once, not '\(name)' twice")
        }
        names.append(name)
      }
      guard !names.isEmpty else { throw ValueProblem(expected: "at least one \(kind)") }
      specification[keyPath: path] = names
    } write: {
      .list($0[keyPath: path].map { .text($0) })
    }
  }

  /// A list of texts that a check accepts, none twice.
  package static func texts(
    _ name: String, _ path: Path<[String]>,
    checkedBy check: @escaping @Sendable (String) throws -> Void, _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      var texts: [String] = []
      guard case .list(let elements) = value, !elements.isEmpty else {
        throw ValueProblem(expected: "a list of texts, as in [\"gaussian\"]")
      }
      for element in elements {
        guard case .text(let text) = element, !texts.contains(text) else {
          throw ValueProblem(expected: "a list of texts, each once")
        }
        do {
          try check(text)
        } catch {
          throw ValueProblem(expected: "usable throughout. \(error)")
        }
        texts.append(text)
      }
      specification[keyPath: path] = texts
    } write: {
      .list($0[keyPath: path].map { .text($0) })
    }
  }

  /// A list of tables, each a name and the settings that differ from those of the specification itself.
  ///
  /// It must stand behind the keys of those settings.
  package static func variants<Settings>(
    _ name: String, _ path: Path<[Variant<Settings>]>,
    of base: any KeyPath<Specification, Settings> & Sendable, keys: [SpecificationKey<Settings>],
    _ summary: String
  ) -> SpecificationKey {
    SpecificationKey(name: name, summary: summary) { value, specification throws(ValueProblem) in
      guard case .list(let elements) = value, !elements.isEmpty else {
        throw ValueProblem(expected: "a list of tables, each under the heading [[\(name)]]")
      }
      var variants: [Variant<Settings>] = []
      for (index, element) in elements.enumerated() {
        guard case .table(var table) = element else {
          throw ValueProblem(expected: "a list of tables, each under the heading [[\(name)]]")
        }
        let given = table.removeValue(forKey: "name")
        guard case .text(let title)? = given, !title.isEmpty,
          !variants.contains(where: { $0.name == title })
        else {
          throw ValueProblem.inTable(
            index: index, key: "name", value: given ?? .text(""),
            expected: "a text that names no other variant")
        }
        var settings = specification[keyPath: base]
        for (key, value) in table.sorted(by: { $0.key < $1.key }) {
          guard let reader = keys.first(where: { $0.name == key }) else {
            throw ValueProblem.unknownKeyInTable(
              index: index, key: key, known: ["name"] + keys.map(\.name))
          }
          do throws(ValueProblem) {
            try reader.read(value, &settings)
          } catch {
            guard case .unexpected(let expected) = error else { throw error }
            throw ValueProblem.inTable(index: index, key: key, value: value, expected: expected)
          }
        }
        variants.append(Variant(name: title, settings: settings))
      }
      specification[keyPath: path] = variants
    } write: { specification in
      let variants = specification[keyPath: path]
      guard !variants.isEmpty else { return nil }
      return .list(
        variants.map { variant in
          var table: [String: SpecificationValue] = ["name": .text(variant.name)]
          for key in keys
          where key.write(variant.settings) != key.write(specification[keyPath: base]) {
            table[key.name] = key.write(variant.settings)
          }
          return .table(table)
        })
    }
  }

  /// The same key as part of a larger specification.
  package func lifted<Outer>(
    _ path: any WritableKeyPath<Outer, Specification> & Sendable
  ) -> SpecificationKey<Outer> {
    SpecificationKey<Outer>(name: name, summary: summary) { value, outer throws(ValueProblem) in
      try self.read(value, &outer[keyPath: path])
    } write: {
      self.write($0[keyPath: path])
    }
  }
}

private func number(_ value: SpecificationValue) -> Double? {
  switch value {
  case .integer(let number): Double(number)
  case .real(let number) where number.isFinite: number
  default: nil
  }
}

/// The members of a list; a text is split at its commas, any other value stands alone.
private func elements(_ value: SpecificationValue) -> [SpecificationValue] {
  switch value {
  case .list(let values): values
  case .text(let text):
    text.split(separator: ",", omittingEmptySubsequences: false)
      .map { .text($0.filter { $0 != " " }) }
  default: [value]
  }
}

private func integerList(
  _ value: SpecificationValue, in range: ClosedRange<Int>
) throws(ValueProblem) -> [Int] {
  var text: String
  switch value {
  case .text(let given): text = given
  case .integer(let number): text = String(number)
  case .list(let values):
    var parts: [String] = []
    for value in values {
      guard case .integer(let number) = value else {
        throw ValueProblem(expected: "a list of integers")
      }
      parts.append(String(number))
    }
    text = parts.joined(separator: ",")
  default:
    throw ValueProblem(expected: "integers, as in [10, 30, 50] or \"3-6\"")
  }
  do {
    return try NumberList.integers(parsing: text, in: range)
  } catch {
    throw ValueProblem(
      expected: "a list of integers, as in 10,30,50 or 3-6. \(error)"
    )
  }
}

private func knownName(
  _ value: SpecificationValue, of known: [String], kind: String
) throws(ValueProblem) -> String {
  guard case .text(let name) = value else { throw ValueProblem(expected: "the name of a \(kind)") }
  guard known.contains(name) else {
    throw ValueProblem(
      expected: "a known one. \(UnknownName(kind: kind, name: name, known: known))")
  }
  return name
}
