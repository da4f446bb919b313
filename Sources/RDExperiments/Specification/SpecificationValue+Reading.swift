import RDCore

extension SpecificationValue {
  /// The value as a finite real number; an integer is one too.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number) where number.isFinite: number
    default: nil
    }
  }

  /// The elements of a list; a text is split at its commas, any other value is a single element.
  var elements: [SpecificationValue] {
    switch self {
    case .list(let values): values
    case .text(let text):
      text.split(separator: ",", omittingEmptySubsequences: false)
        .map { .text($0.filter { $0 != " " }) }
    default: [self]
    }
  }

  func realValue(in range: RealRange) throws(ValueProblem) -> Double {
    guard let number, range.contains(number) else {
      throw ValueProblem(expected: range.expected)
    }
    return number
  }

  func integerValue(in range: ClosedRange<Int>) throws(ValueProblem) -> Int {
    guard case .integer(let number) = self, range.contains(number) else {
      throw ValueProblem(expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func integerList(in range: ClosedRange<Int>) throws(ValueProblem) -> [Int] {
    let text: String
    switch self {
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

  /// The index of the named element among the known names.
  func knownIndex(of known: [String], kind: String) throws(ValueProblem) -> Int {
    guard case .text(let name) = self else {
      throw ValueProblem(expected: "the name of a \(kind)")
    }
    guard let index = known.firstIndex(of: name) else {
      throw ValueProblem(
        expected: "a known one. \(UnknownName(kind: kind, name: name, known: known))")
    }
    return index
  }

  /// The distinct indices of the listed elements among the known names.
  func knownIndices(of known: [String], kind: String) throws(ValueProblem) -> [Int] {
    var indices: [Int] = []
    for element in elements {
      let index = try element.knownIndex(of: known, kind: kind)
      guard !indices.contains(index) else {
        throw ValueProblem(expected: "each \(kind) once, not '\(known[index])' twice")
      }
      indices.append(index)
    }
    guard !indices.isEmpty else { throw ValueProblem(expected: "at least one \(kind)") }
    return indices
  }

  /// The distinct texts of a list that pass a check.
  func texts(checkedBy check: (String) throws -> Void) throws(ValueProblem) -> [String] {
    guard case .list(let elements) = self, !elements.isEmpty else {
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
}
