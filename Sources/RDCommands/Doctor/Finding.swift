/// One line of what `rdtool doctor` found.
package struct Finding: Equatable {
  /// How an item stands.
  package enum State: String {
    /// It is there and does its work.
    case good = "ok"

    /// It works, but something holds it back.
    case slow

    /// It is not there, and only some commands need it.
    case absent

    /// It is not there, and nothing can be trusted without it.
    case missing
  }

  /// The part of the installation, as in `library`.
  package let part: String

  /// What was looked at, as in `GSL`.
  package let item: String

  /// How it stands.
  package let state: State

  /// What is there, as in a version; or what its absence costs.
  package let found: String

  /// The fix, a command wherever there is one; `nil` if nothing is wrong.
  package var remedy: String?
}
