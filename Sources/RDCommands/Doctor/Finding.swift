/// One line of the output of `rdtool doctor`.
package struct Finding: Equatable {
  /// The status of an item.
  package enum State: String {
    /// It is present and works.
    case good = "ok"

    /// It works, but not at full speed or in full.
    case slow

    /// It is absent, and only some commands need it.
    case absent

    /// It is absent or broken, and nothing can be trusted without it.
    case missing
  }

  /// The part of the installation, as in `library`.
  package let part: String

  /// The checked item, as in `GSL`.
  package let item: String

  /// The status.
  package let state: State

  /// The finding, such as a version, or the effect of its absence.
  package let found: String

  /// The fix, if possible a command; `nil` if nothing is wrong.
  package var remedy: String?
}
