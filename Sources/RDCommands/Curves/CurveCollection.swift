import RDArrayFiles
import RDCore

/// Curves that are compared, each under a name of its own.
package struct CurveCollection {
  package private(set) var curves: [RateCurve]

  package let metric: CurveMetric

  /// The curves of files, and the published ones.
  ///
  /// A name that stands in more than one file is followed by the file's.
  ///
  /// - Parameters:
  ///   - paths: tables.
  ///   - syntax: how they are written.
  ///   - includesPublished: whether the published curves on Kodak are among them.
  ///   - metric: the measure of quality.
  /// - Throws: an error of a file; `Diagnosis` for a file that is named twice, or for published curves of another measure than PSNR.
  package init(
    paths: [String], syntax: TextTableSyntax = TextTableSyntax(), includesPublished: Bool,
    metric: CurveMetric
  ) throws {
    if includesPublished, metric != .psnr {
      throw Diagnosis.wrongUse(
        "--published: these curves have PSNR only, not \(metric.heading). Leave out --published or --metric."
      )
    }
    if let path = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
      throw Diagnosis.wrongUse("'\(path)' is given twice. Name it once.")
    }
    self.metric = metric
    curves = try paths.flatMap {
      try CurveFile.curves(InputFile.read($0), path: $0, syntax: syntax, metric: metric)
    }
    if includesPublished { curves += try PublishedCurves.all() }
    let names = Dictionary(grouping: curves, by: \.name)
    for index in curves.indices where names[curves[index].name, default: []].count > 1 {
      curves[index].name += " (\(curves[index].path.map(StandardInput.named) ?? "published"))"
    }
  }

  /// The curves with points that are on the same images as the anchor, as far as their files say.
  func comparable(with anchor: RateCurve) -> [RateCurve] {
    curves.filter { curve in
      let isElsewhere = curve.images.map { images in anchor.images.map { $0 != images } ?? false }
      return !curve.points.isEmpty && isElsewhere != true
    }
  }

  /// The curve of a name, or of the only name that begins so, whatever the capitals.
  ///
  /// - Throws: `Diagnosis` with the candidates of an ambiguous or similar name; `UnknownName`.
  package func curve(named name: String) throws -> RateCurve {
    if let curve = curves.first(where: { $0.name == name }) { return curve }
    let wanted = name.lowercased()
    let candidates = curves.filter { $0.name.lowercased().hasPrefix(wanted) }
    if candidates.count == 1 { return candidates[0] }
    func listed(_ curves: [RateCurve]) -> String {
      curves.map { "'\($0.name)'" }.joined(separator: ", ")
    }
    guard candidates.isEmpty else {
      throw Diagnosis.wrongUse(
        "'\(name)' is the beginning of \(candidates.count) curves: \(listed(candidates)). Name one of them."
      )
    }
    let similar = curves.filter { $0.name.lowercased().contains(wanted) }
    guard similar.isEmpty else {
      throw Diagnosis.wrongUse("There is no curve '\(name)'. Is it one of \(listed(similar))?")
    }
    throw UnknownName(kind: "curve", name: name, known: curves.map(\.name))
  }
}
