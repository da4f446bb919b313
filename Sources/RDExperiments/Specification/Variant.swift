/// A named variation of an experiment: the same with other settings.
public struct Variant<Settings: Sendable>: Sendable {
  /// The name that its results carry.
  public let name: String

  /// All settings, those that it changes and those that it keeps.
  public let settings: Settings
}
