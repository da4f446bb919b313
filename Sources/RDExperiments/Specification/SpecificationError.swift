import RDCore

package enum SpecificationError: DiagnosedError, Equatable {
  case absent(origin: String)
  case unreadable(origin: String, reason: String)
  case syntax(location: Location, reason: String)
  case unknownKey(location: Location, key: String, known: [String])
  case badValue(location: Location, key: String, value: String, kind: String, expected: String)

  /// A setting that is not `key=value`.
  case noSetting(text: String)

  /// A key that is set twice on the command line.
  case repeated(key: String)

  /// A key of tables of which there are none.
  case noTables(key: String)

  case noExperiment(origin: String, known: [String])
  case contradiction(origin: String, reason: String)

  /// A location: a file and a line, or a flag.
  package enum Location: Sendable, Equatable, CustomStringConvertible {
    /// A line of a file; 0 if unknown.
    case line(Int, of: String)

    case flag(String)

    /// The option `--set`, with the key.
    case setting(String)

    package var description: String {
      switch self {
      case .line(let line, let origin): line > 0 ? "\(origin), line \(line)" : origin
      case .flag(let flag): flag
      case .setting: "--set"
      }
    }
  }

  package var failureClass: FailureClass {
    switch self {
    case .absent: .missing
    case .unreadable: .badData
    case .syntax, .unknownKey, .badValue, .noSetting, .repeated, .noTables, .noExperiment,
      .contradiction:
      .wrongUse
    }
  }

  package var description: String {
    switch self {
    case .absent(let origin):
      "There is no file '\(origin)'. Name a specification file, or a built-in experiment without a slash."
    case .unreadable(let origin, let reason):
      "The specification '\(origin)' cannot be read: \(reason)."
    case .syntax(let location, let reason):
      "\(location): this is not TOML: \(reason)"
    case .unknownKey(let location, let key, let known):
      "\(location): \(UnknownName(kind: "key", name: key, known: known))"
    case .badValue(let location, let key, let value, let kind, let expected):
      switch location {
      case .line: "\(location): '\(key)' is \(value), \(kind), but must be \(sentence(expected))"
      case .setting(let key):
        "--set \(key)=\(value) is not possible. It must be \(sentence(expected))"
      case .flag: "\(location) \(value) is not possible. It must be \(sentence(expected))"
      }
    case .noSetting(let text):
      "--set '\(text)' is not of the form key=value, as in --set epochs=20. 'rdtool sweep EXPERIMENT --keys' lists the keys."
    case .repeated(let key):
      "'\(key)' is set twice. Set it once, by its flag or by --set."
    case .noTables(let key):
      "--set: there is no table [[\(key)]] whose keys could be set. Give the list, as in --set '\(key)=[{name=\"a\"}, {name=\"b\"}]', or name a specification file that has it."
    case .noExperiment(let origin, let known):
      "\(origin) does not say which experiment it specifies. Add: experiment = \"NAME\", with NAME one of: \(known.joined(separator: ", "))."
    case .contradiction(let origin, let reason):
      "\(origin): \(reason)"
    }
  }
}

private func sentence(_ text: String) -> String {
  text.hasSuffix(".") ? text : text + "."
}
