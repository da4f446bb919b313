/// A descriptor `NAME:key=value,…` that cannot be used.
package enum DescriptorError: DiagnosedError, Equatable {
  /// The text does not have the form of a descriptor.
  case malformed(text: String, reason: String)

  /// A key that this name does not take.
  case unknownKey(descriptor: String, key: String, known: [String])

  /// A value of the wrong type or out of range.
  case badValue(descriptor: String, key: String, value: String, expected: String)

  /// A required parameter is not given.
  case missing(descriptor: String, key: String, expected: String)

  /// Values that are valid one by one but contradict each other.
  case inconsistent(descriptor: String, reason: String)

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    switch self {
    case .malformed(let text, let reason):
      "'\(text)' cannot be read: \(reason). Write NAME or NAME:key=value,key=value."
    case .unknownKey(let descriptor, let key, let known):
      known.isEmpty
        ? "'\(descriptor)' takes no parameter, so '\(key)' has no meaning. Leave it out."
        : "In '\(descriptor)': \(UnknownName(kind: "parameter", name: key, known: known))"
    case .missing(let descriptor, let key, let expected):
      "'\(descriptor)' needs \(key): \(expected). Write \(descriptor)\(descriptor.contains(":") ? "," : ":")\(key)=…."
    case .badValue(let descriptor, let key, let value, let expected):
      "In '\(descriptor)': \(key) is '\(value)', but must be \(expected)."
    case .inconsistent(let descriptor, let reason):
      "In '\(descriptor)': \(reason)."
    }
  }
}
