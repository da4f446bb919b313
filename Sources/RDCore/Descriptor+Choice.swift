extension Descriptor {
  /// The case that a parameter names, or `defaultChoice` if it is not given.
  ///
  /// - Throws: `DescriptorError.badValue` with the cases there are.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, default defaultChoice: Choice
  ) throws(DescriptorError) -> Choice where Choice.RawValue == String {
    guard let text = text(key) else { return defaultChoice }
    guard let choice = Choice(rawValue: text) else {
      throw .badValue(
        descriptor: description, key: key, value: text,
        expected: Choice.allCases.map(\.rawValue).joined(separator: " or "))
    }
    return choice
  }

  /// Whether a parameter is `true`, else `false`, as it is if it is not given.
  ///
  /// - Throws: `DescriptorError.badValue` for any other text.
  package func flag(_ key: String) throws(DescriptorError) -> Bool {
    guard let text = text(key) else { return false }
    guard let isSet = Bool(text) else {
      throw .badValue(descriptor: description, key: key, value: text, expected: "true or false")
    }
    return isSet
  }
}
