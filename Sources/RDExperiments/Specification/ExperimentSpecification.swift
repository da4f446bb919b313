/// The typed specification of an experiment: what its TOML file and its flags set.
package protocol ExperimentSpecification: Sendable {
  typealias Key = SpecificationKey<Self>
  typealias Profile = KeyValuePairs<String, SpecificationValue>

  /// The specification with every key at its default.
  init()

  static var keys: [Key] { get }

  /// What `--profile quick` changes: a run in seconds that goes through everything, on less.
  static var quickProfile: Profile { get }

  /// The root of all seeds; `nil` where nothing is random.
  var rootSeed: Int? { get }

  /// Checks what no single key can tell.
  func validate() throws
}

extension ExperimentSpecification {
  package func validate() throws {}
}
