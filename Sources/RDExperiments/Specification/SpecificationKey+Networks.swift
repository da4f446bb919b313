import RDNetworks

extension SpecificationKey {
  package static func activation(
    _ name: String, _ path: Path<Activation>, _ summary: String
  ) -> Self {
    let names = ActivationCatalogue.all
    return Self(name: name, summary: summary, expected: oneOf(names.names)) {
      value, specification throws(ValueProblem) in
      let index = try value.knownIndex(of: names.names, kind: names.kind)
      specification[keyPath: path] = names.entries[index]
    } write: {
      .text($0[keyPath: path].name)
    }
  }

  /// A learning-rate schedule; its consistency with the number of epochs is checked later.
  package static func schedule(
    _ name: String, _ path: Path<String>, _ summary: String
  ) -> Self {
    text(
      name, path, expected: "a schedule, NAME[:key=value,…]",
      checkedBy: { _ = try LearningRateSchedule(parsing: $0, epochs: 1) }, summary)
  }
}
