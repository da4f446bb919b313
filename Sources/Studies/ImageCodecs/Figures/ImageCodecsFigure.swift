import RDReport
import RDResults

/// The mean PSNR of photographs against the bits of whole files, one curve a codec; what others printed stands as marks of the codec's colour.
struct ImageCodecsFigure: Figure {
  /// The photographs that curves are printed of.
  private static let source = "kodak"

  package let caption =
    "Mean PSNR of photographs against bits of whole files; marks without a line are what others printed."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard results.experiment == "image-codecs" else { return false }
    return try results.table("points.csv").rows.contains { try $0.text("source") == Self.source }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let (measured, published) = try CodecCurves.standardCurves(
      results, on: Self.source, isSmall: false)
    var plot = CodecPlot(of: (measured + published).map(\.name))
    let elements = (measured.map { ($0, false) } + published.map { ($0, true) }).map {
      curve, isPublished in
      plot.element(
        curve, series: curve.name, isPublished ? .marks : .plainLine, title: curve.name,
        rate: \.bitsPerPixel, quality: \.meanPSNRDecibels)
    }
    return plot.photographs(
      named: name, elements, upTo: 8, decibels: 22...50, spacedBy: 4,
      imageCount: measured.first?.imageCount ?? 0)
  }
}
