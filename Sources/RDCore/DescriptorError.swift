/// A `NAME:key=value,…` that cannot be used.
package enum DescriptorError: DiagnosedError, Equatable {
  /// The text is not of the form.
  case malformed(text: String, reason: String)

  /// A key that this name does not take.
  case unknownKey(descriptor: String, key: String, known: [String])

  /// A value of the wrong type or out of range.
  case badValue(descriptor: String, key: String, value: String, expected: String)

  /// A parameter that must be given is not.
  case missing(descriptor: String, key: String, expected: String)

  /// Values that are well written, each by itself, but do not go together.
  case inconsistent(descriptor: String, reason: String)

  /// Any of them is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
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
