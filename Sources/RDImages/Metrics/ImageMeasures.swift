/// What is measured of decoded images besides their mean-square error.
public struct ImageMeasures: OptionSet, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// The structural similarity (SSIM).
  public static let structuralSimilarity = ImageMeasures(rawValue: 1)

  /// The multi-scale structural similarity (MS-SSIM).
  public static let multiscaleStructuralSimilarity = ImageMeasures(rawValue: 2)
  public static let all: ImageMeasures = [.structuralSimilarity, .multiscaleStructuralSimilarity]
}
