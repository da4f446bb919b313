import RDCore
import RDCurves
import RDResults

/// Reads curves from tables of anybody.
enum CurveFile {
  private static let names = ["codec", "method", "name", "model", "curve", "label"]
  private static let bitsPerPixel = ["bpp", "bitsperpixel", "meanbpp", "averagebpp", "ratebpp"]
  private static let rates =
    bitsPerPixel + ["rate", "ratebits", "bitrate", "ratekbps", "bitratekbps", "kbps"]

  /// The curves of a table, in the order in which they first appear.
  ///
  /// A table without a column of names is one curve; one with several data sets has a curve for each. Points that are the same count once. Where the rows of a column `image` include means over the images, only these are
  /// points; rows whose `status` is a failure are left out.
  ///
  /// - Parameters:
  ///   - text: CSV.
  ///   - path: the file, for messages and as the name of a curve without one.
  ///   - metric: the measure of quality.
  /// - Returns: the curves; one without a finite quality has no points.
  /// - Throws: `CSVError`; `Diagnosis` for a table without such columns or without points.
  static func curves(_ text: String, path: String, metric: CurveMetric) throws -> [RateCurve] {
    let table = ResultTable(
      try CSVDocument(parsing: text, origin: "'\(path)'"), origin: "'\(path)'")
    func column(_ keys: [String]) -> String? {
      keys.lazy.compactMap { key in table.columns.first { CurveMetric.key(of: $0) == key } }.first
    }
    let isSplitOtherwise =
      table.columns.count == 1 && table.columns[0].contains { ";\t".contains($0) }
    let has =
      "It has: \(table.columns.joined(separator: ", "))."
      + (isSplitOtherwise ? " Put commas between the columns." : "")
    guard let rateColumn = column(rates) else {
      throw Diagnosis.badData(
        "'\(path)' has no column of rates. Name one bpp, bits_per_pixel, rate or bitrate. \(has)")
    }
    guard let quality = metric.column(among: table.columns) else {
      throw Diagnosis.badData(
        "'\(path)' has no column of \(metric.heading). Name one \(metric.name), or another with --metric. \(has)"
      )
    }
    let qualityColumn = table.columns[quality]
    let nameColumn = column(names)
    let imageColumn = column(["image"])
    let means = try imageColumn.map { name in try table.rows.filter { try $0.text(name) == "mean" }
    }
    let hasMeans = means?.isEmpty == false
    let rows = hasMeans ? means ?? [] : table.rows
    if let imageColumn, Set(try rows.map { try $0.text(imageColumn) }).count > 1 {
      throw Diagnosis.badData(
        "'\(path)' has rows of several images and no means over them, which are named 'mean' in the column '\(imageColumn)'. Add the means, or keep one image."
      )
    }

    // In results of experiments, the source is the data set; elsewhere it is a citation.
    let isOfExperiment = column(["experiment"]) != nil
    let setColumn = column(["dataset"] + (isOfExperiment ? ["source"] : []))
    let hasSets = try setColumn.map { name in
      Set(try table.rows.map { try $0.text(name) }).count > 1
    }

    var curves: [RateCurve] = []
    for row in rows {
      func text(_ keys: [String]) throws -> String? {
        try column(keys).flatMap { try row.optionalText($0) }
      }
      let images = try setColumn.flatMap { try row.optionalText($0) }
      let name =
        (try nameColumn.map { try row.text($0) } ?? stem(path))
        + (hasSets == true ? " (\(images ?? "no data set"))" : "")
      let index: Int
      if let known = curves.firstIndex(where: { $0.name == name }) {
        index = known
      } else {
        index = curves.count
        curves.append(
          RateCurve(
            name: name, path: path, images: images, points: [],
            isInBitsPerPixel: bitsPerPixel.contains(CurveMetric.key(of: rateColumn)),
            averaging: try text(["averaging"]) ?? metric.averaging(ofColumn: qualityColumn)
              ?? (hasMeans ? metric.meanOfImages : nil),
            kind: try text(["kind"]), source: isOfExperiment ? nil : try text(["source"])))
      }
      let hasFailed = try text(["status"]).map { status in
        status != Point.success && !status.hasSuffix("identical")
      }
      guard hasFailed != true, let number = try row.optionalNumber(qualityColumn) else {
        curves[index].unusedRowCount += 1
        continue
      }
      guard let quality = metric.quality(number, inColumn: qualityColumn) else {
        throw Diagnosis.badData(
          "'\(path)', column '\(qualityColumn)': \(number) is above 1, which no \(metric.heading) is. Name a column that is in decibels \(metric.name)_db."
        )
      }
      guard quality.isFinite else {
        curves[index].unusedRowCount += 1
        continue
      }
      let point = RatePoint(rateBits: try row.number(rateColumn), qualityDecibels: quality)
      if !curves[index].points.contains(point) { curves[index].points.append(point) }
    }
    guard curves.contains(where: { !$0.points.isEmpty }) else {
      throw Diagnosis.badData(
        "'\(path)' has no point of a curve: no row has a rate and a finite \(metric.heading).")
    }
    return curves
  }

  /// A file's name without folders and suffix.
  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.hasSuffix(".csv") ? name.dropLast(4) : name)
  }
}
