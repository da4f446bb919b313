/// A name with parameters, as written on command lines and in specifications: `NAME` or `NAME:key=value,key=value`.
///
/// Lists inside a value are separated by slashes, as in `gaussian-mixture:weights=0.5/0.5,means=-2/2`. A comma in parentheses is part of
/// a value, as in `formula:density=max(1-abs(x),0)`.
package struct Descriptor: Sendable, Equatable, CustomStringConvertible {
  /// The name before the colon.
  package let name: String

  /// Keys and values in the order they were written.
  package let parameters: [(key: String, value: String)]

  package init(name: String, parameters: [(key: String, value: String)] = []) {
    self.name = name
    self.parameters = parameters
  }

  /// Reads `NAME[:key=value,…]`.
  ///
  /// - Throws: `DescriptorError` for an empty name or key, a part without `=`, or a key that is given twice.
  package init(parsing text: String) throws(DescriptorError) {
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(halves[0])
    guard !name.isEmpty else { throw .malformed(text: text, reason: "the name is empty") }
    var parameters: [(key: String, value: String)] = []
    if halves.count == 2 {
      for part in Self.parts(of: halves[1]) {
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
          throw .malformed(text: text, reason: "'\(part)' is not of the form key=value")
        }
        let key = String(sides[0])
        guard !parameters.contains(where: { $0.key == key }) else {
          throw .malformed(text: text, reason: "'\(key)' is given twice")
        }
        parameters.append((key, String(sides[1])))
      }
    }
    self.init(name: name, parameters: parameters)
  }

  /// Reads a list of descriptors: `lloyd-max,uniform-endpoints:loading=4,uniform-optimal`.
  ///
  /// The comma also separates the parameters of one descriptor, so a part of the form `key=value` belongs to the name before it.
  ///
  /// - Returns: the descriptors in their order, at least one.
  /// - Throws: `DescriptorError` for a part that is not a descriptor.
  package static func list(parsing text: String) throws(DescriptorError) -> [Descriptor] {
    var texts: [String] = []
    for part in Self.parts(of: text[...]).map(String.init) {
      let isParameter = part.contains("=") && !part.prefix { $0 != "=" }.contains(":")
      if isParameter, let last = texts.indices.last {
        texts[last] += "," + part
      } else {
        texts.append(part)
      }
    }
    var descriptors: [Descriptor] = []
    for text in texts { descriptors.append(try Descriptor(parsing: text)) }
    return descriptors
  }

  /// The parts between commas, of which one in parentheses separates none; in a text whose parentheses are not paired, each does.
  private static func parts(of text: Substring) -> [Substring] {
    var depth = 0
    var parts: [Substring] = []
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
      guard depth >= 0 else { break }
    }
    guard depth == 0 else { return text.split(separator: ",", omittingEmptySubsequences: false) }
    return parts + [text[start...]]
  }

  package var description: String {
    guard !parameters.isEmpty else { return name }
    return name + ":" + parameters.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  /// Checks that every key is one that this name takes.
  ///
  /// - Throws: `DescriptorError/unknownKey(descriptor:key:known:)`.
  package func checkKeys(_ known: [String]) throws(DescriptorError) {
    for (key, _) in parameters where !known.contains(key) {
      throw .unknownKey(descriptor: description, key: key, known: known)
    }
  }

  /// The text of a parameter, or `nil` if it is not given.
  package func text(_ key: String) -> String? {
    parameters.first { $0.key == key }?.value
  }

  /// What a parameter holds that must be given.
  ///
  /// - Parameters:
  ///   - key: of the parameter.
  ///   - expected: what it holds, in words.
  /// - Returns: its text.
  /// - Throws: `DescriptorError/missing(descriptor:key:expected:)`.
  package func required(_ key: String, expected: String) throws(DescriptorError) -> String {
    guard let text = text(key) else {
      throw .missing(descriptor: description, key: key, expected: expected)
    }
    return text
  }

  /// The finite number that a parameter holds, or `defaultValue` if it is not given.
  ///
  /// - Throws: `DescriptorError/badValue(descriptor:key:value:expected:)` if it is not a finite number or `isValid` refuses it;
  ///   `expected` describes the valid values.
  package func number(
    _ key: String, default defaultValue: Double, expected: String = "a finite number",
    where isValid: (Double) -> Bool = { _ in true }
  ) throws(DescriptorError) -> Double {
    guard let text = text(key) else { return defaultValue }
    guard let number = Double(text), number.isFinite, isValid(number) else {
      throw .badValue(descriptor: description, key: key, value: text, expected: expected)
    }
    return number
  }

  /// The finite number that a parameter holds; the parameter is required.
  ///
  /// - Throws: `DescriptorError/missing(descriptor:key:expected:)` if it is not given;
  ///   `DescriptorError/badValue(descriptor:key:value:expected:)` as for `number(_:default:expected:where:)`.
  package func requiredNumber(
    _ key: String, expected: String = "a finite number",
    where isValid: (Double) -> Bool = { _ in true }
  ) throws(DescriptorError) -> Double {
    guard text(key) != nil else {
      throw .missing(descriptor: description, key: key, expected: expected)
    }
    return try number(key, default: 0, expected: expected, where: isValid)
  }

  /// The finite numbers that a required parameter holds, separated by slashes, as in `weights=0.5/0.3/0.2`.
  ///
  /// - Throws: `DescriptorError/missing(descriptor:key:expected:)` if it is not given;
  ///   `DescriptorError/badValue(descriptor:key:value:expected:)`, with the element that is not a finite number or that
  ///   `isValid` refuses, or with the whole list if it has more than `NumberList/limit` elements; `expected` describes a valid
  ///   element.
  package func numbers(
    _ key: String, expected: String = "a finite number",
    where isValid: (Double) -> Bool = { _ in true }
  ) throws(DescriptorError) -> [Double] {
    guard let text = text(key) else {
      throw .missing(
        descriptor: description, key: key, expected: "\(expected), or several with '/' between")
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= NumberList.limit else {
      throw .badValue(
        descriptor: name, key: key, value: "\(text.prefix(40))…",
        expected: "at most \(NumberList.limit) numbers")
    }
    var numbers: [Double] = []
    for (index, part) in parts.enumerated() {
      guard let number = Double(part), number.isFinite, isValid(number) else {
        throw .badValue(
          descriptor: description, key: parts.count > 1 ? "number \(index + 1) of \(key)" : key,
          value: String(part), expected: expected)
      }
      numbers.append(number)
    }
    return numbers
  }

  package static func == (left: Descriptor, right: Descriptor) -> Bool {
    left.description == right.description
  }
}
