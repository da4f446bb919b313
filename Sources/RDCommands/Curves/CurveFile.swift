import RDArrayFiles
import RDCore
import RDCurves
import RDResults

/// Reads curves from tables of anybody.
enum CurveFile {
  private static let names = ["codec", "method", "name", "model", "curve", "label"]

  /// The curves of a table, in the order in which they first appear.
  ///
  /// A table without a column of names is one curve; one with several data sets has a curve for each. Points that are the same count once. Where the rows of a column `image` include means over the images, only these are
  /// points; rows whose `status` is a failure, and those without a finite rate and quality, are left out.
  ///
  /// - Parameters:
  ///   - text: a table with a line of names.
  ///   - path: the file, for messages and as the name of a curve without one.
  ///   - syntax: how the table is written.
  ///   - metric: the measure of quality.
  /// - Returns: the curves; one without a finite quality has no points.
  /// - Throws: `SampleFileError`; `Diagnosis` for a table without such columns or without points.
  static func curves(
    _ text: [UInt8], path: String, syntax: TextTableSyntax, metric: CurveMetric
  ) throws -> [RateCurve] {
    let table = try CurveTable(text, path: path, syntax: syntax)
    func column(_ keys: [String]) -> String? {
      keys.lazy.compactMap { key in table.columns.first { CurveMetric.key(of: $0) == key } }.first
    }
    let has = "It has: \(table.columns.joined(separator: ", "))."
    let rate = RateUnit.allCases.lazy
      .compactMap { unit in column(unit.keys).map { (column: $0, unit: unit) } }.first
    guard let rate else {
      throw Diagnosis.badData(
        "'\(path)' has no column of rates. Name one bpp, bits_per_pixel, rate_bits_per_sample, rate or bitrate. \(has)"
      )
    }
    guard let quality = metric.column(among: table.columns) else {
      throw Diagnosis.badData(
        "'\(path)' has no column of \(metric.heading). Name one \(metric.name), or another with --metric. \(has)"
      )
    }
    let qualityColumn = table.columns[quality]
    let nameColumn = column(names)
    let imageColumn = column(["image"])
    let means = imageColumn.map { name in table.rows.filter { table.text(name, $0) == "mean" } }
    let hasMeans = means?.isEmpty == false
    let rows = hasMeans ? means ?? [] : table.rows
    if let imageColumn, Set(rows.map { table.text(imageColumn, $0) }).count > 1 {
      throw Diagnosis.badData(
        "'\(path)' has rows of several images and no means over them, which are named 'mean' in the column '\(imageColumn)'. Add the means, or keep one image."
      )
    }

    // In results of experiments, the source is the data set; elsewhere it is a citation.
    let isOfExperiment = column(["experiment"]) != nil
    let setColumn = column(["dataset"] + (isOfExperiment ? ["source"] : []))
    let hasSets = setColumn.map { name in Set(table.rows.map { table.text(name, $0) }).count > 1 }

    var curves: [RateCurve] = []
    for row in rows {
      func text(_ keys: [String]) -> String? { column(keys).flatMap { table.text($0, row) } }
      let images = setColumn.flatMap { table.text($0, row) }
      let name =
        (nameColumn.map { table.text($0, row) ?? "" } ?? stem(path))
        + (hasSets == true ? " (\(images ?? "no data set"))" : "")
      let index: Int
      if let known = curves.firstIndex(where: { $0.name == name }) {
        index = known
      } else {
        index = curves.count
        curves.append(
          RateCurve(
            name: name, path: path, images: images, points: [],
            unit: rate.unit, isOfLuma: metric.isOfLuma(column: qualityColumn),
            averaging: text(["averaging"]) ?? metric.averaging(ofColumn: qualityColumn)
              ?? (hasMeans ? metric.meanOfImages : nil),
            kind: text(["kind"]), source: isOfExperiment ? nil : text(["source"])))
      }
      let hasFailed = text(["status"]).map { status in
        status != Point.success && !status.hasSuffix("identical")
      }
      guard hasFailed != true, let number = try table.number(qualityColumn, row),
        let rate = try table.number(rate.column, row)
      else {
        curves[index].unusedRowCount += 1
        continue
      }
      guard let quality = metric.quality(number, inColumn: qualityColumn) else {
        throw Diagnosis.badData(
          "'\(path)', line \(row.line), column '\(qualityColumn)': \(number) is above 1, which no \(metric.heading) is. Name a column that is in decibels \(metric.name)_db."
        )
      }
      guard quality.isFinite else {
        curves[index].unusedRowCount += 1
        continue
      }
      let point = RatePoint(rateBits: rate, qualityDecibels: quality)
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
    let suffix = [".csv", ".tsv", ".txt", ".dat"].first { name.lowercased().hasSuffix($0) }
    return String(name.dropLast(suffix?.count ?? 0))
  }
}
