/// The parameter that trades the size of a codec's files against their quality.
public struct QualityControl: Sendable, Equatable {
  /// The name of the setting, as in `quality`.
  package let name: String

  /// The meaning of its values, for listings: `1 worst to 100 best`.
  package let meaning: String

  /// The valid settings; a codec throws for any other one, and for one that is not an integer where settings are integers.
  public let range: ClosedRange<Double>

  /// Whether settings are integers.
  package let isWhole: Bool

  /// Whether files grow with the setting.
  package let isRising: Bool

  /// The settings of a curve from small files to large ones.
  public let settings: [Double]

  /// A control.
  ///
  /// - Precondition: all `settings` are in the range, from small files to large ones.
  package init(
    name: String, meaning: String, range: ClosedRange<Double>, isWhole: Bool, isRising: Bool,
    settings: [Double]
  ) {
    precondition(settings.allSatisfy(range.contains))
    precondition(zip(settings, settings.dropFirst()).allSatisfy { ($0 < $1) == isRising })
    self.name = name
    self.meaning = meaning
    self.range = range
    self.isWhole = isWhole
    self.isRising = isRising
    self.settings = settings
  }

  /// The valid settings in words.
  var expected: String {
    "\(isWhole ? "an integer" : "a number") from \(range.lowerBound) to \(range.upperBound), \(meaning)"
  }

  /// Whether a setting is valid.
  func isValid(_ setting: Double) -> Bool {
    range.contains(setting) && (!isWhole || setting == setting.rounded())
  }
}
