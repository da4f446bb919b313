import RDCurves
import RDResults

/// Curves on the 24 pictures of Kodak from their projects' own result files, classical, learned and overfitted codecs among them.
///
/// They are facts carried over: each names its source, and how it averages over the pictures.
enum PublishedCurves {
  /// The curves, whose lists of rates and qualities have spaces between the numbers.
  ///
  /// - Throws: `CSVError` if the file that is built into the tool is damaged.
  static func all() throws(CSVError) -> [RateCurve] {
    let text = String(decoding: PackageResources.kodak_curves_csv, as: UTF8.self)
    let table = ResultTable(
      try CSVDocument(parsing: text, origin: "kodak-curves.csv"), origin: "kodak-curves.csv")
    var curves: [RateCurve] = []
    for row in table.rows {
      let rates = try row.text("bpp").split(separator: " ").compactMap { Double($0) }
      let qualities = try row.text("psnr_rgb_db").split(separator: " ").compactMap { Double($0) }
      curves.append(
        RateCurve(
          name: try row.text("codec"), path: nil, images: "kodak",
          points: zip(rates, qualities).map { RatePoint(rateBits: $0, qualityDecibels: $1) },
          unit: .bitsPerPixel, isOfLuma: false, averaging: try row.text("averaging"),
          kind: try row.text("kind"), source: try row.text("source")))
    }
    return curves
  }
}
