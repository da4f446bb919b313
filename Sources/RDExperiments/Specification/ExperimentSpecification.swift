/// The typed specification of an experiment, set by a TOML file and flags.
package protocol ExperimentSpecification: Sendable {
  typealias Key = SpecificationKey<Self>
  typealias Profile = KeyValuePairs<String, SpecificationValue>

  /// The specification with every key at its default.
  init()

  static var keys: [Key] { get }

  /// The changes of `--profile quick`: a complete run of reduced size, in seconds.
  static var quickProfile: Profile { get }

  /// The root of all seeds; `nil` where nothing is random.
  var rootSeed: Int? { get }

  /// Checks constraints between keys.
  func validate() throws
}

extension ExperimentSpecification {
  package func validate() throws {}
}
