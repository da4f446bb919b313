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
    suffix = key.contains("psnr") || Self.similarities.contains(key) ? "_decibels" : ""
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
    func means(_ names: [String]) -> [String] {
      ["mean", "average", "avg", ""].flatMap { prefix in
        names.flatMap { name in Self.units.map { prefix + name + $0 } }
      }
    }
    let pooled = Self.units.flatMap { [key + "ofpooledmse" + $0, "pooled" + key + $0] }
    let isLuma = Self.lumaKeys.contains(key)
    let wanted =
      isLuma
      ? means(Self.lumaKeys)
      : means([key, key + "rgb"]) + pooled + (key == "psnr" ? means(Self.lumaKeys) : [])
    let keys = columns.map(Self.key)
    return wanted.lazy.compactMap { keys.firstIndex(of: $0) }.first
  }

  /// PSNR of luma, which is taken where a table has no other.
  private static let lumaKeys = ["psnry", "ypsnr", "psnrluma", "lumapsnr"]

  /// Whether a column has a PSNR of luma.
  func isOfLuma(column: String) -> Bool {
    let key = Self.key(of: column)
    return Self.lumaKeys.contains { key.contains($0) }
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
