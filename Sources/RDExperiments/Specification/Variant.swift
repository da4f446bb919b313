/// A named variation of an experiment: the same with other settings.
package struct Variant<Settings: Sendable>: Sendable {
  package let name: String

  /// All settings, those that it changes and those that it keeps.
  package let settings: Settings

  package init(
    name: String, settings: Settings
  ) {
    self.name = name
    self.settings = settings
  }
}
