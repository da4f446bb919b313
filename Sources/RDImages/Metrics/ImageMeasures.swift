/// The measures of quality besides the mean-square error.
public struct ImageMeasures: OptionSet, Sendable {
  /// A bit for each measure.
  public let rawValue: Int

  /// Measures by their bits.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// The structural similarity (SSIM).
  public static let structuralSimilarity = ImageMeasures(rawValue: 1)

  /// The multi-scale structural similarity (MS-SSIM).
  public static let multiscaleStructuralSimilarity = ImageMeasures(rawValue: 2)

  /// Both similarities.
  package static let all: ImageMeasures = [.structuralSimilarity, .multiscaleStructuralSimilarity]
}
