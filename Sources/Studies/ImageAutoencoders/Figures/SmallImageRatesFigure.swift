import RDReport
import RDResults

extension Figure {
  /// Autoencoders of small images by real bits: latents quantised and entropy-coded, beside PCA with an entropy coder and standard codecs on
  /// the same images.
  static let smallImageRates = Figure(
    of: ImageAutoencodersExperiment.name,
    "Real bits: each autoencoder's latents quantised and entropy-coded, beside PCA with an entropy coder and standard codecs with one file for each image, with and without headers. Dotted lines are codecs without loss, named with their bits in the corner."
  ) { results in
    let points = try results.rows("points.csv")
    let standard = try points.filter {
      guard ImageModels.isStandardCodec($0) else { return false }
      return try $0.optionalNumber("coded_bits_per_image") != nil
    }
    // The best of many models is shown where other codecs of the same images are.
    guard !standard.isEmpty else { return nil }
    let models = try ImageModels(results)
    let coded = try models.summary.having("coded_bits_per_image")
      .filter { try !$0.text("latent_quantiser").isEmpty }
    let count = try points.integers("sample_count").last
    func curve(
      _ name: String, _ rows: [ResultRow], isStandard: Bool = false
    ) throws -> CodecCurve {
      CodecCurve(
        name: name,
        imageCount: isStandard ? try rows.first?.optionalInteger("sample_count") : count,
        isStandard: isStandard,
        points: try rows.map { row in
          CodecCurve.Point(
            bitsPerPixel: try row.number("coded_bits_per_image"),
            headerBitsPerPixel: isStandard ? try row.optionalNumber("header_bits_per_image") : 0,
            meanPSNRDecibels: try row.optionalNumber("mean_psnr_decibels"),
            pooledPSNRDecibels: try row.optionalNumber("psnr_of_mean_error_decibels"))
        })
    }
    let ours =
      try
      ([curve("klt", coded.where("method", "klt"))]
      + models.models.distinct("model").map { model in
        try curve("autoencoder: \(model)", coded.where("model", model))
      }).map { $0.lowerEnvelope(by: \.pooledPSNRDecibels) }.filter { !$0.points.isEmpty }
    var lossy: [CodecCurve] = []
    var lossless: [(name: String, bits: Double, bareBits: Double?)] = []
    for method in try standard.distinct("method") {
      let own = try standard.where("method", method)
      let name = CodecCurves.title(ofMethod: method)
      if let exact = try own.first(where: { try $0.number("distortion") == 0 }) {
        let bits = try exact.number("coded_bits_per_image")
        lossless.append(
          (name, bits, try exact.optionalNumber("header_bits_per_image").map { bits - $0 }))
      } else {
        lossy.append(try curve(name, own, isStandard: true))
      }
    }
    let qualities = ours.flatMap(\.points).compactMap(\.pooledPSNRDecibels)
    // Of every standard codec, the smallest files at least are on the picture.
    let standardQualities = lossy.compactMap { $0.points.compactMap(\.pooledPSNRDecibels).min() }
    let rates = (ours + lossy).flatMap(\.points).map(\.bitsPerPixel)
    return smallImagePanels(
      ours: ours, standard: lossy, lossless: lossless, imageCount: count, pixels: 1,
      bits: (
        0.8 * max(rates.min() ?? 1, 1), 1.5 * max(rates.max() ?? 1, lossless.map(\.bits).max() ?? 1)
      ),
      decibels: (
        (qualities.min() ?? 10).rounded(.down) - 1,
        ((qualities + standardQualities).max() ?? 40).rounded(.up) + 4
      ))
  }
}
