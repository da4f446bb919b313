import RDReport
import RDResults

/// Bits of real files against the PSNR of small images: a transform codec, PCA, autoencoders with quantised latents, and
/// standard codecs with and without the headers that these put in every file.
struct SmallImageCodecsFigure: Figure {
  package let caption =
    "PSNR of small images against bits of real files, with and without the headers that formats for single pictures bring."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard CodecCurves.suits(results) else { return false }
    return try CodecCurves(results).pixelsPerSmallImage != nil
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let curves = try CodecCurves(results)
    let shown = curves.own + curves.others.filter { !$0.name.contains(":") }
    return SmallImagePanels(
      ours: shown.filter { !$0.isStandard }, foreign: shown.filter(\.isStandard),
      imageCount: curves.imageCount, pixels: curves.pixelsPerSmallImage ?? 1,
      bits: (100, 10_000), decibels: (18, 32)
    ).picture(named: name)
  }
}
