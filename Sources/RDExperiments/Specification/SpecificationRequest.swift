/// A user's request: an experiment by name or a file, a profile, and flags that override both.
package struct SpecificationRequest: Sendable {
  /// The specification file, or `nil` for a built-in experiment.
  package let file: SpecificationFile?

  package let profile: Profile

  /// Keys and values of the given flags, in order.
  package let overrides: [(key: String, value: SpecificationValue)]

  /// Keys with the texts of their values, in order.
  package let settings: [SpecificationSetting]

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
    overrides: [(key: String, value: SpecificationValue)], settings: [SpecificationSetting] = []
  ) {
    self.file = file
    self.profile = profile
    self.overrides = overrides
    self.settings = settings
  }

  /// The request without what the command line changes.
  package var withoutChanges: SpecificationRequest {
    SpecificationRequest(file: file, profile: profile, overrides: [])
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
    var taken = overrides.map(\.key)
    for setting in self.settings {
      guard !taken.contains(setting.key) else { throw .repeated(key: setting.key) }
      taken.append(setting.key)
      let location = SpecificationError.Location.setting(setting.key)
      let parts = setting.key.split(separator: ".", maxSplits: 1).map(String.init)
      if parts.count == 2, let index = known.firstIndex(of: parts[0]) {
        guard case .list(let elements)? = settings[index]?.value,
          elements.contains(where: \.isTable)
        else { throw .noTables(key: parts[0]) }
        let value = try Self.firstReadable(setting.candidates) { value throws(ValueProblem) in
          var trial = specification
          let changed = SpecificationValue.list(
            elements.map { $0.setting(parts[1], to: value) })
          try Specification.keys[index].read(changed, &trial)
          return changed
        } describe: {
          describe($0, key: setting.key, $1, location)
        }
        settings[index] = (value, location)
      } else {
        let value = try Self.firstReadable(setting.candidates) { value throws(ValueProblem) in
          var trial = specification
          try Specification.keys.first { $0.name == setting.key }?.read(value, &trial)
          return value
        } describe: {
          describe($0, key: setting.key, $1, location)
        }
        try set(setting.key, value, location)
      }
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

  /// The first of some values that is read, else the problem of the first.
  private static func firstReadable(
    _ candidates: [SpecificationValue],
    _ read: (SpecificationValue) throws(ValueProblem) -> SpecificationValue,
    describe: (ValueProblem, SpecificationValue) -> SpecificationError
  ) throws(SpecificationError) -> SpecificationValue {
    var first: SpecificationError?
    for candidate in candidates {
      do throws(ValueProblem) {
        return try read(candidate)
      } catch {
        first = first ?? describe(error, candidate)
      }
    }
    throw first ?? .noSetting(text: "")
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
      if case .setting = location { return location }
      return file?.location(of: innerKey, under: "\(key)[\(index)]") ?? location
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
  /// A table with another value of a key.
  fileprivate func setting(_ key: String, to value: SpecificationValue) -> SpecificationValue {
    guard case .table(var table) = self else { return self }
    table[key] = value
    return .table(table)
  }
}
