/// What is measured of decoded images besides their mean-square error.
package struct ImageMeasures: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// The structural similarity (SSIM).
  package static let structuralSimilarity = ImageMeasures(rawValue: 1)

  /// The multi-scale structural similarity (MS-SSIM).
  package static let multiscaleStructuralSimilarity = ImageMeasures(rawValue: 2)
  package static let all: ImageMeasures = [.structuralSimilarity, .multiscaleStructuralSimilarity]
}
