import RDCurves
import RDReport
import RDResults

/// By how much every codec's rate is above that of the anchor at equal quality, over the range that the specification gives.
///
/// Rates are those of whole files, and where the images are small also those without the headers of standard formats. The range of
/// qualities is the part of it that both curves have.
///
/// > Source: [bjontegaard2001].
struct CodecDistanceTable: TableOfResults {
  package let caption =
    "Rate at equal quality against the anchor (Bjøntegaard)"

  package func suits(_ results: ResultSet) throws -> Bool { CodecCurves.suits(results) }

  package func table(of results: ResultSet) throws -> PresentedTable {
    guard let specification = results.specification else {
      throw ResultsReadingError.missingTable(path: results.path, file: "specification.toml")
    }
    let range = try CodecComparisonRange(specification)
    let anchorName = CodecCurves.title(ofMethod: try specification.text("anchor"))
    let all = try CodecCurves(results)
    let curves = all.own + all.others + all.published
    let anchor = curves.first { $0.name == anchorName }
    let bare =
      all.pixelsPerSmallImage == nil
      ? []
      : (all.own + all.others).filter(\.isStandard).compactMap(\.withoutHeaders)
    let rows = curves.map { ($0, "") } + bare.map { ($0, "without headers") }
    return PresentedTable(
      columns: [
        .init("codec", "codec"), .init("files", "files"), .init("anchor", "anchor"),
        .init("images", "images"), .init("points", "points"),
        .init("cubic", "BD-rate, cubic (%)"), .init("pchip", "BD-rate, PCHIP (%)"),
        .init("quality", "BD-PSNR, PCHIP (dB)"), .init("psnr", "PSNR that counts"),
        .init("from", "from (dB)"), .init("to", "to (dB)"), .init("note", "note"),
      ],
      rows: rows.filter { $0.0.name != anchorName }.map { curve, files in
        row(curve, files: files, anchor: anchor, named: anchorName, range)
      }, note: note(anchor, among: curves))
  }

  /// How many images the anchor has, where not all codecs were measured on as many.
  private func note(_ anchor: CodecCurve?, among curves: [CodecCurve]) -> String? {
    guard let anchor, let count = anchor.imageCount else { return nil }
    let others = Set(curves.filter { $0.imageCount != count }.compactMap(\.imageCount)).sorted()
    guard !others.isEmpty else { return nil }
    return
      "The anchor, \(anchor.name), was measured on \(count) images. Codecs with \(others.map(String.init).joined(separator: " or ")) were measured on part of the same images, so their distances also have the difference between the two sets."
  }

  private func row(
    _ curve: CodecCurve, files: String, anchor: CodecCurve?, named anchorName: String,
    _ range: CodecComparisonRange
  ) -> PresentedTable.Row {
    var note = anchor == nil ? "no points of the anchor" : ""
    func delta(_ interpolation: BjontegaardDelta.Interpolation) -> BjontegaardDelta? {
      guard let anchor else { return nil }
      do throws(BjontegaardError) {
        return try range.delta(of: curve, against: anchor, interpolation: interpolation)
      } catch {
        if interpolation == .pchip || note.isEmpty { note = Self.reason(error) }
        return nil
      }
    }
    let cubic = delta(.cubic)
    let pchip = delta(.pchip)
    return .init(
      curve.name + (files.isEmpty ? "" : "/\(files)"),
      [
        .text(curve.name), files.isEmpty ? .text("whole") : .text(files), .text(anchorName),
        .optional(curve.imageCount), .integer(curve.points.count),
        .optional(cubic?.ratePercent, decimals: 2), .optional(pchip?.ratePercent, decimals: 2),
        .optional(pchip?.qualityDecibels, decimals: 3), .text(range.qualityName),
        .optional(pchip?.qualityOverlap.lower, decimals: 2),
        .optional(pchip?.qualityOverlap.upper, decimals: 2),
        note.isEmpty ? .empty : .text(note),
      ])
  }

  /// Why curves cannot be compared, in a few words.
  private static func reason(_ error: BjontegaardError) -> String {
    switch error {
    case .tooFewPoints(let curve, let count, let least, let interpolation):
      "\(interpolation.rawValue): \(count) of \(least) points near the range (\(curve))"
    case .noOverlap: "no quality in common"
    case .repeatedValue(let curve, _): "two points alike (\(curve))"
    case .unusablePoint(let curve, _, _): "a point without a rate (\(curve))"
    case .differentImages: "other images"
    }
  }
}
