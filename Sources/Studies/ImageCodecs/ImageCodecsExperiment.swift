import RDCore
import RDDataSets
import RDExperiments
import RDResults
import RDStandardCodecs

/// The rate and distortion of standard codecs.
enum ImageCodecsExperiment: Experiment {
  static let name = "image-codecs"

  static let ownColumns: [Table.Column] = [
    "setting", "bits_per_pixel", "bits_per_pixel_without_headers", "header_bytes",
    "mean_psnr_decibels", "pooled_psnr_decibels", "ssim", "ms_ssim", "implementation",
    "colour_mode", "lossless",
  ]

  static let display = Display(
    table: "points",
    columns: [
      "source", .init("method", heading: "codec"), "setting",
      .init("bits_per_pixel", heading: "bpp", precision: .decimals(4)),
      .init("header_bytes", heading: "header", precision: .decimals(1)),
      .init("mean_psnr_decibels", heading: "mean PSNR (dB)", precision: .decimals(3)),
      .init("pooled_psnr_decibels", heading: "pooled PSNR (dB)", precision: .decimals(3)),
      .init("ssim", heading: "SSIM", precision: .decimals(4)),
      .init("ms_ssim", heading: "MS-SSIM", precision: .decimals(4)),
    ])

  static func trials(of specification: ImageCodecsSpecification) -> [Trial] {
    specification.data.flatMap { data in
      specification.codecs.map { trial(data, $0) } + (data == "kodak" ? [published(data)] : [])
    }
  }

  /// Published points on the same pictures; the error behind their PSNRs is unknown.
  private static func published(_ data: String) -> Trial {
    let template = emptyPoint(source: data, method: "published")
    return Trial(name: "\(data) published", template: template, cost: 0.01) { _ in
      TrialOutcome(
        points: PublishedKodakPoints.curves.flatMap { name, curve in
          curve.map { printed in
            var point = template
            point.method = name
            point.rateBitsPerSample = printed.bitsPerPixel / 3
            point.rateKind = .published
            point.own[1] = .real(printed.bitsPerPixel)
            point.own[4] = .real(printed.meanPSNRDecibels)
            point.own[10] = .text("no")
            return point
          }
        })
    }
  }

  private static func trial(_ data: String, _ codecText: String) -> Trial {
    let template = emptyPoint(source: data, method: codecText)
    return Trial(name: "\(data) \(codecText)", template: template) { context in
      let images = try DataSetCatalogue.load(Descriptor(parsing: data)).images().map(\.image)
      let request = try StandardCodecCatalogue.request(Descriptor(parsing: codecText))
      let codec = request.codec
      let settings = request.settings ?? codec.defaultSettings
      var outcome = TrialOutcome(points: [])
      for (index, setting) in settings.enumerated() {
        context.report(completed: index, of: settings.count, note: "setting \(setting)")
        var coded: [CodedImage] = []
        for image in images {
          try context.checkInterruption()
          coded.append(try codec.coded(image, at: setting, measures: .all))
        }
        outcome.points.append(point(template, codec, setting, coded))
      }
      return outcome
    }
  }

  /// The means over the images at one setting.
  private static func point(
    _ template: Point, _ codec: any ImageCodec, _ setting: Double, _ coded: [CodedImage]
  ) -> Point {
    func mean(_ value: (CodedImage) -> Double?) -> Double? {
      let values = coded.compactMap(value)
      guard values.count == coded.count else { return nil }
      return values.reduce(0, +) / Double(coded.count)
    }
    let sampleCount = coded.reduce(0) { $0 + Double($1.shape.elementCount) }
    let error =
      coded.reduce(0) {
        $0 + $1.comparison.pooledRelativeMeanSquaredError * Double($1.shape.elementCount)
      } / sampleCount
    var point = template
    point.method = codec.name
    point.sampleCount = coded.count
    point.rateBitsPerSample = mean(\.bitsPerSample)
    point.rateKind = .coded
    point.distortion = error
    point.own = [
      codec.control == nil ? .empty : .real(setting), .optional(mean(\.bitsPerPixel)),
      .optional(
        mean { 8 * Double($0.byteCount - $0.headerByteCount) / Double($0.shape.pixelCount) }),
      .optional(mean { Double($0.headerByteCount) }), .finite(mean(\.comparison.meanPSNRDecibels)),
      .finite(-decibels(ofPowerRatio: error)),
      .optional(mean(\.comparison.meanStructuralSimilarity)),
      .optional(mean(\.comparison.meanMultiscaleStructuralSimilarity)),
      .text(codec.implementation), .text(codec.colourMode), .text(codec.isLossless ? "yes" : "no"),
    ]
    return point
  }
}
