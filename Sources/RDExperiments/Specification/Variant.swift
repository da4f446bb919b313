/// A named variant of an experiment.
package struct Variant<Settings: Sendable>: Sendable {
  package let name: String

  /// All settings, including unchanged ones.
  package let settings: Settings

  package init(
    name: String, settings: Settings
  ) {
    self.name = name
    self.settings = settings
  }
}
