import Foundation
import RDReport
import RDResults

/// What autoencoders of small images are worth in real bits: latents quantised and entropy-coded, beside PCA with an entropy coder and other
/// people's codecs on the same images.
struct SmallImageRatesFigure: Figure {
  package let caption =
    "Real bits: each model's latents quantised and entropy-coded, beside PCA with an entropy coder and standard codecs with one file for each image, with and without headers. Dotted lines are codecs without loss, named with their bits in the corner."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard ImageModels.suits(results) else { return false }
    // The best of many models is shown where other codecs of the same images are.
    return try results.table("points.csv").rows.contains { try isStandard($0) }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let models = try ImageModels(results)
    let points = try results.table("points.csv").rows
    let coded = try models.summary.filter {
      try $0.optionalNumber("coded_bits_per_image") != nil
        && !$0.text("latent_quantiser").isEmpty
    }
    let count = try points.compactMap { try $0.optionalInteger("sample_count") }.max()
    func curve(_ name: String, _ rows: [ResultRow]) throws -> CodecCurve {
      CodecCurve(
        name: name, imageCount: count,
        points: try rows.map { row in
          CodecCurve.Point(
            bitsPerPixel: try row.number("coded_bits_per_image"), headerBitsPerPixel: 0,
            meanPSNRDecibels: try row.optionalNumber("mean_psnr_decibels"),
            pooledPSNRDecibels: try row.optionalNumber("psnr_of_mean_error_decibels"))
        }
      ).lowerEnvelope(by: \.pooledPSNRDecibels)
    }
    let ours =
      try [curve("klt", coded.filter { try $0.text("method") == "klt" })]
      + models.names().map { model in
        try curve(
          "autoencoder: \(model)", coded.filter { try $0.text("model") == model })
      }
    let foreign = try standardCurves(points.filter { try isStandard($0) })
    let shown = ours.filter { !$0.points.isEmpty }
    let qualities = shown.flatMap(\.points).compactMap(\.pooledPSNRDecibels)
    // Of every codec of others, the smallest files at least are on the picture.
    let standardQualities = foreign.lossy.compactMap {
      $0.points.compactMap(\.pooledPSNRDecibels).min()
    }
    let rates = (shown + foreign.lossy).flatMap(\.points).map(\.bitsPerPixel)
    let lowest = (qualities.min() ?? 10).rounded(.down) - 1
    let highest = ((qualities + standardQualities).max() ?? 40).rounded(.up) + 4
    return SmallImagePanels(
      ours: shown, foreign: foreign.lossy, lossless: foreign.lossless, imageCount: count, pixels: 1,
      bits: (
        0.8 * max(rates.min() ?? 1, 1),
        1.5 * max(rates.max() ?? 1, foreign.lossless.map(\.bits).max() ?? 1)
      ), decibels: (lowest, highest)
    ).picture(named: name)
  }

  private func isStandard(_ row: ResultRow) throws -> Bool {
    guard ImageModels.isRowOfForeignCodec(row) else { return false }
    return try row.optionalNumber("coded_bits_per_image") != nil
  }

  private func standardCurves(
    _ rows: [ResultRow]
  ) throws -> (lossy: [CodecCurve], lossless: [(name: String, bits: Double, bareBits: Double?)]) {
    var lossy: [CodecCurve] = []
    var lossless: [(name: String, bits: Double, bareBits: Double?)] = []
    for method in try distinct(rows.map { try $0.text("method") }) {
      let own = try rows.filter { try $0.text("method") == method }
      let name = CodecCurves.title(ofMethod: method)
      if let exact = try own.first(where: { try $0.number("distortion") == 0 }) {
        let bits = try exact.number("coded_bits_per_image")
        lossless.append(
          (name, bits, try exact.optionalNumber("header_bits_per_image").map { bits - $0 }))
      } else {
        lossy.append(
          CodecCurve(
            name: name, imageCount: try own.first?.optionalInteger("sample_count"),
            isStandard: true,
            points: try own.map { row in
              CodecCurve.Point(
                bitsPerPixel: try row.number("coded_bits_per_image"),
                headerBitsPerPixel: try row.optionalNumber("header_bits_per_image"),
                meanPSNRDecibels: try row.optionalNumber("mean_psnr_decibels"),
                pooledPSNRDecibels: try row.optionalNumber("psnr_of_mean_error_decibels"))
            }))
      }
    }
    return (lossy, lossless)
  }
}
