import RDCore

/// A measure of quality, and under which names tables have it.
package struct CurveMetric: Sendable, Equatable {
  /// The name in columns, as in `psnr` and `ms_ssim`.
  package let name: String

  /// The name in headings, as in `PSNR`.
  package let heading: String

  /// The unit in the names of columns: `_decibels`, or nothing where it is not known.
  let suffix: String

  private let key: String

  package static let psnr = CurveMetric("psnr")

  /// The measure of a name as users write it: `PSNR`, `ms-ssim`, `vmaf`.
  package init(_ text: String) {
    key = Self.key(of: text)
    let words = text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
    name = key == "msssim" ? "ms_ssim" : String(words)
    heading = key == "msssim" ? "MS-SSIM" : text.uppercased()
    suffix = key.hasPrefix("psnr") || Self.similarities.contains(key) ? "_decibels" : ""
  }

  /// Measures that approach 1, whose distance from it is compared on a logarithmic scale.
  private static let similarities = ["ssim", "msssim"]

  package var isSimilarity: Bool { Self.similarities.contains(key) }

  /// A column's name without capitals, spaces and signs: `PSNR (dB)` and `psnr_db` are the same.
  static func key(of column: String) -> String {
    column.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// The index of the first column that has this measure; `nil` if none has.
  func column(among columns: [String]) -> Int? {
    let means = ["mean", "average", "avg", ""].flatMap { prefix in
      ["", "rgb"].flatMap { suffix in Self.units.map { prefix + key + suffix + $0 } }
    }
    let pooled = Self.units.flatMap { [key + "ofpooledmse" + $0, "pooled" + key + $0] }
    let keys = columns.map(Self.key)
    return (means + pooled).lazy.compactMap { keys.firstIndex(of: $0) }.first
  }

  private static let units = ["", "db", "decibels"]

  /// What a column of that name says about several images; `nil` if it says nothing.
  func averaging(ofColumn column: String) -> String? {
    let key = Self.key(of: column)
    if key.contains("pooled") { return "PSNR of pooled MSE" }
    return ["mean", "average", "avg"].contains { key.hasPrefix($0) } ? meanOfImages : nil
  }

  /// The averaging that is a mean of the images' own values.
  var meanOfImages: String { "mean of per-image \(heading)" }

  /// A number of a column as a quality that is compared: a similarity `x` that is not in decibels yet becomes `-10 log10(1 - x)`.
  ///
  /// - Returns: the quality; infinite for a lossless image; `nil` for a number that is no similarity.
  func quality(_ number: Double, inColumn column: String) -> Double? {
    guard isSimilarity, !Self.units.dropFirst().contains(where: Self.key(of: column).hasSuffix)
    else { return number }
    return number <= 1 ? -decibels(ofPowerRatio: 1 - number) : nil
  }
}
