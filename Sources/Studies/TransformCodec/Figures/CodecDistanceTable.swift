import RDCurves
import RDReport
import RDResults

extension TableOfResults {
  /// By how much every codec's rate is above that of the anchor at equal quality, over the range that the specification gives.
  ///
  /// Rates are those of whole files, and where the images are small also those without the headers of standard formats. The range of
  /// qualities is the part of it that both curves have.
  ///
  /// > Source: [bjontegaard2001].
  static let codecDistances = TableOfResults(
    of: TransformCodecExperiment.name, "Rate at equal quality against the anchor (Bjøntegaard)"
  ) { results in
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
      ? [] : (all.own + all.others).filter(\.isStandard).compactMap(\.withoutHeaders)
    let rows = (curves.map { ($0, "whole") } + bare.map { ($0, "without headers") })
      .filter { $0.0.name != anchorName }
      .map { Distance($0, files: $1, from: anchor, range) }
    func number(
      _ key: String, _ heading: String, decimals: Int, _ number: @escaping (Distance) -> Double?
    ) -> TableColumn<Distance> {
      TableColumn(key, heading) { .optional(number($0), decimals: decimals) }
    }
    return try PresentedTable(
      rows, key: { $0.curve.name + ($0.files == "whole" ? "" : "/\($0.files)") },
      columns: [
        TableColumn("codec") { .text($0.curve.name) }, TableColumn("files") { .text($0.files) },
        TableColumn("anchor") { _ in .text(anchorName) },
        TableColumn("images") { .optional($0.curve.imageCount) },
        TableColumn("points") { .integer($0.curve.points.count) },
        number("cubic", "BD-rate, cubic (%)", decimals: 2) { $0.cubic?.ratePercent },
        number("pchip", "BD-rate, PCHIP (%)", decimals: 2) { $0.pchip?.ratePercent },
        number("quality", "BD-PSNR, PCHIP (dB)", decimals: 3) { $0.pchip?.qualityDecibels },
        TableColumn("psnr", "PSNR that counts") { _ in .text(range.qualityName) },
        number("from", "from (dB)", decimals: 2) { $0.pchip?.qualityOverlap.lower },
        number("to", "to (dB)", decimals: 2) { $0.pchip?.qualityOverlap.upper },
        TableColumn("note") { $0.note.isEmpty ? .empty : .text($0.note) },
      ], note: note(anchor, among: curves))
  }

  /// How many images the anchor has, where not all codecs were measured on as many.
  private static func note(_ anchor: CodecCurve?, among curves: [CodecCurve]) -> String? {
    guard let anchor, let count = anchor.imageCount else { return nil }
    let others = Set(curves.filter { $0.imageCount != count }.compactMap(\.imageCount)).sorted()
    guard !others.isEmpty else { return nil }
    return
      "The anchor, \(anchor.name), was measured on \(count) images. Codecs with \(others.map(String.init).joined(separator: " or ")) were measured on part of the same images, so their distances also have the difference between the two sets."
  }

  /// How far a curve is from the anchor, by both interpolations, and what kept it from being compared.
  private struct Distance {
    let curve: CodecCurve
    let files: String
    var cubic: BjontegaardDelta?
    var pchip: BjontegaardDelta?
    var note = ""

    init(
      _ curve: CodecCurve, files: String, from anchor: CodecCurve?, _ range: CodecComparisonRange
    ) {
      self.curve = curve
      self.files = files
      guard let anchor else {
        note = "no points of the anchor"
        return
      }
      do throws(BjontegaardError) {
        cubic = try range.delta(of: curve, against: anchor, interpolation: .cubic)
      } catch { note = reason(error) }
      do throws(BjontegaardError) {
        pchip = try range.delta(of: curve, against: anchor, interpolation: .pchip)
      } catch { note = reason(error) }
    }
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
