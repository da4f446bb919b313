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

  /// An optimiser; Adam with its defaults is not written, so that trainings keep their names.
  package static func optimiser(_ path: Path<String>) -> Self {
    let text = text(
      "optimiser", path, expected: "an optimiser, NAME[:key=value,…]",
      checkedBy: { _ = try OptimiserCatalogue.optimiser($0) },
      "the rule of the steps, as in sgd:momentum=0.9; one of \(OptimiserCatalogue.all.names.joined(separator: ", "))"
    )
    return Self(name: text.name, summary: text.summary, expected: text.expected, read: text.read) {
      $0[keyPath: path] == "adam" ? nil : text.write($0)
    }
  }
}
