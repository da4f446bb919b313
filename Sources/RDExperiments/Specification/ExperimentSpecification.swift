/// The typed specification of an experiment: what its TOML file and its flags set.
package protocol ExperimentSpecification: Sendable {
  /// The specification with every key at its default.
  init()

  /// The keys, in the order in which they are read and written.
  static var keys: [SpecificationKey<Self>] { get }

  /// What `--profile quick` changes: a run in seconds that goes through everything, on less.
  static var quickProfile: KeyValuePairs<String, SpecificationValue> { get }

  /// The root of all seeds; `nil` where nothing is random.
  var rootSeed: Int? { get }

  /// Checks what no single key can tell.
  ///
  /// Throws ``SpecificationContradiction``.
  func validate() throws(SpecificationContradiction)
}

/// Values that do not fit each other.
package struct SpecificationContradiction: Error {
  /// What is wrong and what to do, as a sentence.
  package let reason: String

  package init(
    reason: String
  ) {
    self.reason = reason
  }
}
