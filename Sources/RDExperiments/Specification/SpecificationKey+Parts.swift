extension SpecificationKey {
  /// A list of tables, each with a name and the settings that differ from those of the specification.
  ///
  /// It must follow the keys of those settings.
  package static func variants<Settings>(
    _ name: String, _ path: Path<[Variant<Settings>]>,
    of base: any KeyPath<Specification, Settings> & Sendable, keys: [SpecificationKey<Settings>],
    _ summary: String
  ) -> Self {
    Self(
      name: name, summary: summary,
      expected: "tables [[\(name)]], each a name and keys that it changes"
    ) { value, specification throws(ValueProblem) in
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
    SpecificationKey<Outer>(name: name, summary: summary, expected: expected) {
      value, outer throws(ValueProblem) in
      try self.read(value, &outer[keyPath: path])
    } write: {
      self.write($0[keyPath: path])
    }
  }
}
