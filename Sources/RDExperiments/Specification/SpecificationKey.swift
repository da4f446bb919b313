/// One key of a specification: its name, its meaning, and how its value gets into the specification and out again.
///
/// A specification lists its keys once; reading with all checks, the canonical `specification.toml` and the help follow.
package struct SpecificationKey<Specification>: Sendable {
  package typealias Path<Value> = any WritableKeyPath<Specification, Value> & Sendable
  package typealias Check = @Sendable (String) throws -> Void

  /// The name in a file; with two dashes in front, the flag.
  package let name: String

  /// What it sets, in a few words.
  package let summary: String

  let read: @Sendable (SpecificationValue, inout Specification) throws(ValueProblem) -> Void

  /// The value as it stands in the specification, or `nil` where it is left out.
  let write: @Sendable (Specification) -> SpecificationValue?
}
