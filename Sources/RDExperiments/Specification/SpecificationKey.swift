import RDCore
import RDDataSets

/// One key of a specification: its name, its meaning, and how its value gets into the specification and out again.
///
/// A specification lists its keys once; reading with all checks, the canonical `specification.toml` and the help follow.
package struct SpecificationKey<Specification>: Sendable {
  package typealias Path<Value> = any WritableKeyPath<Specification, Value> & Sendable
  package typealias Check = @Sendable (String) throws -> Void

  /// The name in a file; with two dashes in front, the flag.
  package let name: String

  /// What it sets, in a few words.
  package let summary: String

  let read: @Sendable (SpecificationValue, inout Specification) throws(ValueProblem) -> Void

  /// The value as it stands in the specification, or `nil` where it is left out.
  let write: @Sendable (Specification) -> SpecificationValue?
}

enum ValueProblem: Error {
  case unexpected(expected: String)

  /// In a list of tables, a value of the table at `index` does not fit its key.
  case inTable(index: Int, key: String, value: SpecificationValue, expected: String)

  /// In a list of tables, the table at `index` has an unknown key.
  case unknownKeyInTable(index: Int, key: String, known: [String])

  init(expected: String) { self = .unexpected(expected: expected) }
}

/// The real numbers that a key takes.
package struct RealRange: Sendable {
  let expected: String
  let contains: @Sendable (Double) -> Bool

  package static let positive = RealRange(expected: "a positive number") { $0 > 0 && $0.isFinite }
  package static let nonnegative = RealRange(expected: "a number of at least 0") { $0 >= 0 }

  package static func from(_ least: Int, to greatest: Int) -> RealRange {
    RealRange(expected: "a number from \(least) to \(greatest)") {
      Double(least) <= $0 && $0 <= Double(greatest)
    }
  }

  package static func from(_ least: Int, below limit: Int) -> RealRange {
    RealRange(expected: "a number from \(least) to below \(limit)") {
      Double(least) <= $0 && $0 < Double(limit)
    }
  }

  package static func above(_ limit: Int, to greatest: Int) -> RealRange {
    RealRange(expected: "a number above \(limit) and at most \(greatest)") {
      Double(limit) < $0 && $0 <= Double(greatest)
    }
  }

  package static func between(_ lower: Int, _ upper: Int) -> RealRange {
    RealRange(expected: "a number above \(lower) and below \(upper)") {
      Double(lower) < $0 && $0 < Double(upper)
    }
  }
}

// MARK: Single values

extension SpecificationKey {
  /// A value of one form: how it is read, and how it is written.
  private static func key<Value>(
    _ name: String, _ path: Path<Value>, _ summary: String,
    read: @escaping @Sendable (SpecificationValue) throws(ValueProblem) -> Value,
    write: @escaping @Sendable (Value) -> SpecificationValue?
  ) -> Self {
    Self(name: name, summary: summary) { value, specification throws(ValueProblem) in
      specification[keyPath: path] = try read(value)
    } write: {
      write($0[keyPath: path])
    }
  }

  package static func flag(_ name: String, _ path: Path<Bool>, _ summary: String) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      guard case .boolean(let flag) = value else { throw ValueProblem(expected: "true or false") }
      return flag
    } write: {
      .boolean($0)
    }
  }

  package static func integer(
    _ name: String, _ path: Path<Int>, in range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      try integerValue(value, in: range)
    } write: {
      .integer($0)
    }
  }

  package static func optionalInteger(
    _ name: String, _ path: Path<Int?>, in range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      try integerValue(value, in: range)
    } write: {
      $0.map { .integer($0) }
    }
  }

  package static func seed(_ path: Path<Int>, _ summary: String = "root of all seeds") -> Self {
    integer("seed", path, in: 0...Int.max, summary)
  }

  /// A real number; an integer is one too.
  package static func real(
    _ name: String, _ path: Path<Double>, _ range: RealRange, _ summary: String
  ) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      try realValue(value, range)
    } write: {
      .real($0)
    }
  }

  package static func optionalReal(
    _ name: String, _ path: Path<Double?>, _ range: RealRange, _ summary: String
  ) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      try realValue(value, range)
    } write: {
      $0.map { .real($0) }
    }
  }

  package static func text(
    _ name: String, _ path: Path<String>, checkedBy check: @escaping Check, _ summary: String
  ) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      guard case .text(let text) = value else { throw ValueProblem(expected: "a text") }
      do {
        try check(text)
      } catch {
        throw ValueProblem(expected: "usable. \(error)")
      }
      return text
    } write: {
      .text($0)
    }
  }

  package static func dataSet(_ name: String, _ path: Path<String>, _ summary: String) -> Self {
    text(name, path, checkedBy: DataSetCatalogue.check, summary)
  }

  /// A text that is one of some names.
  package static func name(
    _ name: String, _ path: Path<String>, of known: [String], kind: String, _ summary: String
  ) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      known[try knownIndex(value, of: known, kind: kind)]
    } write: {
      .text($0)
    }
  }

  package static func name<Entry>(
    _ name: String, _ path: Path<String>, of catalogue: Catalogue<Entry>, _ summary: String
  ) -> Self {
    self.name(name, path, of: catalogue.names, kind: catalogue.kind, summary)
  }

  /// One of the cases of an enumeration; the kind, in messages, is the name of the key.
  package static func choice<Choice: NamedChoice>(
    _ name: String, _ path: Path<Choice>, _ summary: String
  ) -> Self {
    let cases = Array(Choice.allCases)
    return key(name, path, summary) { value throws(ValueProblem) in
      cases[try knownIndex(value, of: cases.map(\.rawValue), kind: name)]
    } write: {
      .text($0.rawValue)
    }
  }
}

/// An enumeration whose cases have names.
package typealias NamedChoice = RawRepresentable<String> & CaseIterable & Sendable

// MARK: Lists

extension SpecificationKey {
  /// A list of one form; `[]` is one where it may be empty, and is else given to `read`.
  private static func list<Element>(
    _ name: String, _ path: Path<[Element]>, _ summary: String, orEmpty: Bool,
    read: @escaping @Sendable (SpecificationValue) throws(ValueProblem) -> [Element],
    write: @escaping @Sendable (Element) -> SpecificationValue
  ) -> Self {
    key(name, path, summary) { value throws(ValueProblem) in
      if orEmpty, value == .list([]) { return [] }
      return try read(value)
    } write: {
      .list($0.map(write))
    }
  }

  /// A list of integers: one number, a TOML list, or a text such as `"10,30,50"` or `"3-6"`.
  package static func integers(
    _ name: String, _ path: Path<[Int]>, in range: ClosedRange<Int>, _ summary: String
  ) -> Self {
    list(name, path, summary, orEmpty: false) { value throws(ValueProblem) in
      try integerList(value, in: range)
    } write: {
      .integer($0)
    }
  }

  /// A sequence of integers in which one may stand more than once, such as the widths of layers.
  package static func integerSequence(
    _ name: String, _ path: Path<[Int]>, in range: ClosedRange<Int>, atMost limit: Int,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    list(name, path, summary, orEmpty: orEmpty) { value throws(ValueProblem) in
      let numbers = elements(value).map { element -> Int? in
        switch element {
        case .integer(let number): number
        case .text(let text): Int(text)
        default: nil
        }
      }
      let valid = numbers.compactMap { $0 }.filter(range.contains)
      guard valid.count == numbers.count, 1...limit ~= valid.count else {
        throw ValueProblem(
          expected: "1 to \(limit) integers from \(range.lowerBound) to \(range.upperBound)")
      }
      return valid
    } write: {
      .integer($0)
    }
  }

  /// A list of real numbers: one number, a TOML list, or a text such as `"0.5,1,2"` or `"0:4:0.25"`.
  package static func reals(
    _ name: String, _ path: Path<[Double]>, in range: ClosedRange<Double>, orEmpty: Bool = false,
    _ summary: String
  ) -> Self {
    list(name, path, summary, orEmpty: orEmpty) { value throws(ValueProblem) in
      let texts = elements(value).map { element -> String? in
        if case .text(let text) = element { text } else { number(element).map { "\($0)" } }
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
    } write: {
      .real($0)
    }
  }

  /// A list of names, none twice: a TOML list, or a text with commas.
  package static func names(
    _ name: String, _ path: Path<[String]>, of known: [String], kind: String,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    list(name, path, summary, orEmpty: orEmpty) { value throws(ValueProblem) in
      try knownIndices(value, of: known, kind: kind).map { known[$0] }
    } write: {
      .text($0)
    }
  }

  /// A list of entries of a catalogue by their names, none twice.
  package static func names<Entry>(
    _ name: String, _ path: Path<[String]>, of catalogue: Catalogue<Entry>, _ summary: String
  ) -> Self {
    names(name, path, of: catalogue.names, kind: catalogue.kind, summary)
  }

  /// A list of cases of an enumeration, none twice.
  package static func choices<Choice: NamedChoice>(
    _ name: String, _ path: Path<[Choice]>, kind: String, orEmpty: Bool = false, _ summary: String
  ) -> Self {
    let cases = Array(Choice.allCases)
    return list(name, path, summary, orEmpty: orEmpty) { value throws(ValueProblem) in
      try knownIndices(value, of: cases.map(\.rawValue), kind: kind).map { cases[$0] }
    } write: {
      .text($0.rawValue)
    }
  }

  /// A list of texts that a check accepts, none twice.
  package static func texts(
    _ name: String, _ path: Path<[String]>, checkedBy check: @escaping Check,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    list(name, path, summary, orEmpty: orEmpty) { value throws(ValueProblem) in
      try checkedTexts(value, check)
    } write: {
      .text($0)
    }
  }

  /// A list of descriptors that a check accepts, none twice: a TOML list of texts, or a text with commas.
  package static func descriptors(
    _ name: String, _ path: Path<[String]>, checkedBy check: @escaping Check,
    orEmpty: Bool = false, _ summary: String
  ) -> Self {
    list(name, path, summary, orEmpty: orEmpty) { value throws(ValueProblem) in
      guard case .text(let text) = value else { return try checkedTexts(value, check) }
      let texts: [SpecificationValue]
      do throws(DescriptorError) {
        texts = try Descriptor.list(parsing: text).map { .text($0.description) }
      } catch {
        throw ValueProblem(expected: "usable throughout. \(error)")
      }
      return try checkedTexts(.list(texts), check)
    } write: {
      .text($0)
    }
  }
}

// MARK: Parts of specifications

extension SpecificationKey {
  /// A list of tables, each a name and the settings that differ from those of the specification itself.
  ///
  /// It must stand behind the keys of those settings.
  package static func variants<Settings>(
    _ name: String, _ path: Path<[Variant<Settings>]>,
    of base: any KeyPath<Specification, Settings> & Sendable, keys: [SpecificationKey<Settings>],
    _ summary: String
  ) -> Self {
    Self(name: name, summary: summary) { value, specification throws(ValueProblem) in
      let expected = ValueProblem(expected: "a list of tables, each under the heading [[\(name)]]")
      guard case .list(let elements) = value, !elements.isEmpty else { throw expected }
      var variants: [Variant<Settings>] = []
      for (index, element) in elements.enumerated() {
        guard case .table(var table) = element else { throw expected }
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

// MARK: Readers

private func number(_ value: SpecificationValue) -> Double? {
  switch value {
  case .integer(let number): Double(number)
  case .real(let number) where number.isFinite: number
  default: nil
  }
}

private func realValue(
  _ value: SpecificationValue, _ range: RealRange
) throws(ValueProblem) -> Double {
  guard let number = number(value), range.contains(number) else {
    throw ValueProblem(expected: range.expected)
  }
  return number
}

private func integerValue(
  _ value: SpecificationValue, in range: ClosedRange<Int>
) throws(ValueProblem) -> Int {
  guard case .integer(let number) = value, range.contains(number) else {
    throw ValueProblem(expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
  }
  return number
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
    throw ValueProblem(expected: "a list of integers, as in 10,30,50 or 3-6. \(error)")
  }
}

/// The index of a name that is known.
func knownIndex(
  _ value: SpecificationValue, of known: [String], kind: String
) throws(ValueProblem) -> Int {
  guard case .text(let name) = value else { throw ValueProblem(expected: "the name of a \(kind)") }
  guard let index = known.firstIndex(of: name) else {
    throw ValueProblem(
      expected: "a known one. \(UnknownName(kind: kind, name: name, known: known))")
  }
  return index
}

private func knownIndices(
  _ value: SpecificationValue, of known: [String], kind: String
) throws(ValueProblem) -> [Int] {
  var indices: [Int] = []
  for element in elements(value) {
    let index = try knownIndex(element, of: known, kind: kind)
    guard !indices.contains(index) else {
      throw ValueProblem(expected: "each \(kind) once, not '\(known[index])' twice")
    }
    indices.append(index)
  }
  guard !indices.isEmpty else { throw ValueProblem(expected: "at least one \(kind)") }
  return indices
}

private func checkedTexts(
  _ value: SpecificationValue, _ check: (String) throws -> Void
) throws(ValueProblem) -> [String] {
  guard case .list(let elements) = value, !elements.isEmpty else {
    throw ValueProblem(expected: "a list of texts, as in [\"gaussian\"]")
  }
  var texts: [String] = []
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
  return texts
}
