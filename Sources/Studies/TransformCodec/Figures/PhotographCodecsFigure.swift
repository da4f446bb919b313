import RDReport
import RDResults

/// The mean PSNR of photographs against the bits of whole files: a transform codec, standard codecs, and what others printed of the
/// same pictures as marks.
struct PhotographCodecsFigure: Figure {
  package let caption =
    "PSNR of photographs against bits of whole files: the learned codec beside those of others."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard CodecCurves.suits(results) else { return false }
    return try CodecCurves(results).pixelsPerSmallImage == nil
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let curves = try CodecCurves(results)
    // Variants of a codec are for its own figure.
    let measured = curves.own + curves.others.filter { !$0.name.contains(":") }
    var plot = CodecPlot(of: (measured + curves.published).map(\.name))
    let elements =
      measured.map {
        plot.element(
          $0, series: $0.name, $0.isStandard ? .plainLine : .line, title: $0.name,
          rate: \.bitsPerPixel, quality: \.meanPSNRDecibels)
      }
      + curves.published.map {
        plot.element(
          $0, series: $0.name, .marks, title: $0.name, rate: \.bitsPerPixel,
          quality: \.meanPSNRDecibels)
      }
    return plot.photographs(
      named: name, elements, upTo: 2.4, decibels: 23...42, spacedBy: 2,
      imageCount: curves.imageCount)
  }
}
