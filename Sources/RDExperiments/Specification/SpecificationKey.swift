/// One key of a specification: its name, its meaning, its reader and its writer.
///
/// From the one list of keys follow reading with all checks, the canonical `specification.toml` and the help.
package struct SpecificationKey<Specification>: Sendable {
  package typealias Path<Value> = any WritableKeyPath<Specification, Value> & Sendable
  package typealias Check = @Sendable (String) throws -> Void

  /// The name in a file, and of the flag `--name`.
  package let name: String

  /// A short description.
  package let summary: String

  /// What a value must be, as in `an integer from 1 to 1000`.
  package let expected: String

  let read: @Sendable (SpecificationValue, inout Specification) throws(ValueProblem) -> Void

  /// The value as written to a specification; `nil` if it is omitted.
  let write: @Sendable (Specification) -> SpecificationValue?
}
