import RDReport
import RDResults

extension Figure {
  /// Bits of real files against the PSNR of small images: a transform codec, PCA, autoencoders with quantised latents, and standard codecs
  /// with and without the headers that these put in every file.
  static let smallImageCodecs = Figure(
    of: TransformCodecExperiment.name,
    "PSNR of small images against bits of real files, with and without the headers of formats for single pictures. A number in brackets is that of the images, where it is another than ours."
  ) { results in
    let curves = try CodecCurves(results)
    guard let pixels = curves.pixelsPerSmallImage else { return nil }
    // Variants of a codec are for its own figure.
    let shown = curves.own + curves.others.filter { !$0.name.contains(":") }
    return smallImagePanels(
      ours: shown.filter { !$0.isStandard }, standard: shown.filter(\.isStandard),
      imageCount: curves.imageCount, pixels: pixels, bits: (100, 10_000), decibels: (18, 32))
  }

  /// The mean PSNR of photographs against the bits of whole files: a transform codec, standard codecs, and published points of the same
  /// pictures as marks.
  static let photographCodecs = Figure(
    of: TransformCodecExperiment.name,
    "PSNR of photographs against bits of whole files: the learned codec beside standard codecs; marks without a line are published points, of standard codecs in their colours."
  ) { results in
    let curves = try CodecCurves(results)
    guard curves.pixelsPerSmallImage == nil else { return nil }
    let measured = curves.own + curves.others.filter { !$0.name.contains(":") }
    return photographChart(
      measured.map { ($0, $0.isStandard ? .plainLine : .line) }
        + curves.published.map { ($0, .marks) }, upTo: 2.4, decibels: 23...42, spacedBy: 2,
      imageCount: curves.imageCount)
  }
}
