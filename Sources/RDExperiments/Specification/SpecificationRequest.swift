/// A user's request: an experiment by name or a file, a profile, and flags that override both.
package struct SpecificationRequest: Sendable {
  /// The specification file, or `nil` for a built-in experiment.
  package let file: SpecificationFile?

  package let profile: Profile

  /// Keys and values of the given flags, in order.
  package let overrides: [(key: String, value: SpecificationValue)]

  /// The size of a run.
  package enum Profile: String, Sendable, CaseIterable {
    /// A complete run of reduced size, in seconds.
    case quick

    case standard

    /// As specified, with the changes of the file's `[full]` section: hours.
    case full
  }

  package init(
    file: SpecificationFile?, profile: Profile,
    overrides: [(key: String, value: SpecificationValue)]
  ) {
    self.file = file
    self.profile = profile
    self.overrides = overrides
  }

  /// The requested specification: defaults, then the file, then the profile, then the flags.
  ///
  /// - Throws: ``SpecificationError`` with the line or the flag.
  func resolve<Specification: ExperimentSpecification>(
    _ type: Specification.Type = Specification.self
  ) throws(SpecificationError) -> Specification {
    var specification = Specification()
    let known = Specification.keys.map(\.name)
    var settings: [(value: SpecificationValue, location: SpecificationError.Location)?] = known.map
    { _ in
      nil
    }
    func set(
      _ key: String, _ value: SpecificationValue, _ location: SpecificationError.Location,
      alsoKnown: [String] = []
    ) throws(SpecificationError) {
      guard let index = known.firstIndex(of: key) else {
        throw .unknownKey(location: location, key: key, known: known + alsoKnown)
      }
      settings[index] = (value, location)
    }

    if let file {
      let reserved = ["experiment", "quick", "full"]
      for (key, value) in file.values.sorted(by: { $0.key < $1.key }) where !reserved.contains(key)
      {
        let location = file.location(of: key)
        try set(key, value, location, alsoKnown: reserved)
        try check(key, value, location, with: specification)
      }
    }
    if profile == .quick {
      for (key, value) in Specification.quickProfile {
        try set(key, value, .flag("--profile quick"))
      }
    }
    for section in [Profile.quick, .full] {
      let name = section.rawValue
      guard let file, let value = file.values[name] else { continue }
      guard case .table(let table) = value else {
        throw .badValue(
          location: file.location(of: name), key: name, value: value.toml, kind: value.kind,
          expected: "a table under the heading [\(name)]")
      }
      for (key, value) in table.sorted(by: { $0.key < $1.key }) {
        let location = file.location(of: key, under: name)
        guard known.contains(key) else {
          throw .unknownKey(location: location, key: key, known: known)
        }
        try check(key, value, location, with: specification)
        if profile == section { try set(key, value, location) }
      }
    }
    for (key, value) in overrides {
      try set(key, value, .flag("--\(key)"))
    }

    for (key, setting) in zip(Specification.keys, settings) {
      guard let setting else { continue }
      do {
        try key.read(setting.value, &specification)
      } catch {
        throw describe(error, key: key.name, setting.value, setting.location)
      }
    }
    do {
      try specification.validate()
    } catch {
      throw .contradiction(origin: file?.origin ?? "The specification", reason: "\(error)")
    }
    return specification
  }

  /// Validates a value, even if another one will override it.
  private func check<Specification: ExperimentSpecification>(
    _ key: String, _ value: SpecificationValue, _ location: SpecificationError.Location,
    with specification: Specification
  ) throws(SpecificationError) {
    var trial = specification
    do throws(ValueProblem) {
      try Specification.keys.first { $0.name == key }?.read(value, &trial)
    } catch {
      throw describe(error, key: key, value, location)
    }
  }

  private func describe(
    _ problem: ValueProblem, key: String, _ value: SpecificationValue,
    _ location: SpecificationError.Location
  ) -> SpecificationError {
    func innerLocation(_ innerKey: String, _ index: Int) -> SpecificationError.Location {
      file?.location(of: innerKey, under: "\(key)[\(index)]") ?? location
    }
    return switch problem {
    case .unexpected(let expected):
      .badValue(
        location: location, key: key, value: value.toml, kind: value.kind, expected: expected)
    case .inTable(let index, let inner, let value, let expected):
      .badValue(
        location: innerLocation(inner, index), key: inner, value: value.toml, kind: value.kind,
        expected: expected)
    case .unknownKeyInTable(let index, let inner, let known):
      .unknownKey(location: innerLocation(inner, index), key: inner, known: known)
    }
  }
}

extension ExperimentSpecification {
  /// The canonical TOML text: every key with its value, in order.
  func canonicalText(experiment: String) -> String {
    var lines = ["experiment = \(SpecificationValue.text(experiment).toml)"]
    var tables: [String] = []
    for key in Self.keys {
      switch key.write(self) {
      case nil: continue
      case .list(let values) where values.contains(where: \.isTable):
        for case .table(let table) in values {
          let body = table.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.toml)" }
          tables.append((["[[\(key.name)]]"] + body).joined(separator: "\n"))
        }
      case .some(let value): lines.append("\(key.name) = \(value.toml)")
      }
    }
    return ([lines.joined(separator: "\n")] + tables).joined(separator: "\n\n") + "\n"
  }
}

extension SpecificationValue {
  fileprivate var isTable: Bool {
    if case .table = self { true } else { false }
  }
}
