import RDCore
import RDReport
import RDResults

/// The curves of all codecs that were measured on the images of an experiment on transform codecs: its own, and those of results that stand
/// beside it.
struct CodecCurves {
  /// The test images, a data set's descriptor.
  let source: String

  /// How many images they are.
  let imageCount: Int

  /// The pixels of an image, if the images are small: all of one size, many to a file.
  let pixelsPerSmallImage: Double?

  /// The experiment's own: transform codecs, the linear code, standard codecs.
  let own: [CodecCurve]

  /// Codecs of other results that are not among ``own``.
  private(set) var others: [CodecCurve] = []

  /// Published curves on the same images.
  private(set) var published: [CodecCurve] = []

  private typealias Found = (measured: [CodecCurve], published: [CodecCurve])

  init(_ results: ResultSet) throws {
    let rows = try results.rows("points.csv").having("bits_per_pixel").filter {
      try !$0.text("variant").hasSuffix(Self.surrogateMark)
    }
    let first = try rows.max { try $0.integer("sample_count") < $1.integer("sample_count") }
    guard let first else { throw ResultsReadingError.noPoints(path: results.path) }
    source = try first.text("source")
    imageCount = try first.integer("sample_count")
    // The linear transform is of all samples of an image, so it is there where images are small and of one size.
    let isSmall = try !rows.where("method", "klt").isEmpty
    pixelsPerSmallImage =
      isSmall ? try first.number("bits_per_image") / first.number("bits_per_pixel") : nil
    own = try Self.ownCurves(rows)
    var known = Set(own.map(\.name))
    // Of curves with the same name, that of most images counts.
    for sibling in results.siblings.sorted(by: { Self.imageCount($0) > Self.imageCount($1) }) {
      let found: Found =
        switch sibling.experiment {
        case ImageCodecsExperiment.name:
          try Self.standardCurves(sibling, on: source, isSmall: isSmall)
        case ImageAutoencodersExperiment.name:
          (try Self.autoencoderCurves(sibling, on: source, pixelsPerSmallImage), [])
        default: ([], [])
        }
      others += found.measured.filter { known.insert($0.name).inserted }
      published += found.published.filter { known.insert($0.name).inserted }
    }
  }

  /// How the rows are marked whose codec was trained only to compare a surrogate of rounding.
  static let surrogateMark = " from scratch"

  /// The name of the codec of a method.
  static func title(ofMethod method: String) -> String {
    switch method {
    case "transform-codec": "transform codec (context)"
    case "transform-codec-factorised": "transform codec (factorised)"
    case "transform-codec-rounding": "transform codec (context, rounding)"
    default: withoutSettings(method)
    }
  }

  /// A descriptor without the list of its settings: `jpeg2000:rate=4/5` is `jpeg2000`.
  private static func withoutSettings(_ method: String) -> String {
    guard let descriptor = try? Descriptor(parsing: method) else { return method }
    return Descriptor(
      name: descriptor.name, parameters: descriptor.parameters.filter { !$0.value.contains("/") }
    ).description
  }

  private static func ownCurves(_ rows: [ResultRow]) throws -> [CodecCurve] {
    // The learned ones first, the better one before the other.
    let methods = try rows.distinct("method")
    let learned = methods.filter { $0.hasPrefix("transform-codec") }.sorted()
    return try (learned + methods.filter { !learned.contains($0) }).map { method in
      let own = try rows.where("method", method)
      return CodecCurve(
        name: title(ofMethod: method), imageCount: try own.first?.optionalInteger("sample_count"),
        isStandard: !method.hasPrefix("klt") && !learned.contains(method),
        points: try own.map { row in
          let bits = try row.number("bits_per_pixel")
          let perImage = try row.number("bits_per_image")
          return .init(
            bitsPerPixel: bits,
            headerBitsPerPixel: try row.optionalNumber("header_bits_per_image").map {
              $0 / perImage * bits
            },
            meanPSNRDecibels: try row.optionalNumber("mean_psnr_decibels"),
            pooledPSNRDecibels: try row.optionalNumber("psnr_of_pooled_mse_decibels"))
        })
    }
  }

  /// Curves of standard codecs on the same images; of small ones, a sample will do.
  static func standardCurves(
    _ results: ResultSet, on source: String, isSmall: Bool
  ) throws -> (measured: [CodecCurve], published: [CodecCurve]) {
    let rows = try results.rows("points.csv").having("bits_per_pixel").having("mean_psnr_decibels")
      .where("lossless", "no").filter { row in
        let other = try row.text("source")
        return isSmall ? try isSample(other, of: source) : other == source
      }
    var found: Found = ([], [])
    for method in try rows.distinct("method") {
      let own = try rows.where("method", method)
      let curve = CodecCurve(
        name: withoutSettings(method), imageCount: try own.first?.optionalInteger("sample_count"),
        isStandard: true,
        points: try own.map { row in
          let bits = try row.number("bits_per_pixel")
          return .init(
            bitsPerPixel: bits,
            headerBitsPerPixel: try row.optionalNumber("bits_per_pixel_without_headers").map {
              bits - $0
            },
            meanPSNRDecibels: try row.optionalNumber("mean_psnr_decibels"),
            pooledPSNRDecibels: try row.optionalNumber("pooled_psnr_decibels"))
        })
      if try own.where("rate_kind", "published").isEmpty {
        found.measured.append(curve)
      } else {
        found.published.append(curve)
      }
    }
    return found
  }

  /// Whether two descriptors are of one data set and the same part of it, whatever number of images is taken.
  private static func isSample(_ one: String, of other: String) throws -> Bool {
    let (first, second) = (try Descriptor(parsing: one), try Descriptor(parsing: other))
    return first.name == second.name && first.text("split") == second.text("split")
  }

  /// The most images that a point of results is of.
  private static func imageCount(_ results: ResultSet) -> Int {
    // Results of other kinds may have no such column.
    (try? results.rows("points.csv").integers("sample_count"))?.last ?? 0
  }

  /// Autoencoders whose latents are quantised and coded: what the best of all models trained for the squared error reach, and mixtures of
  /// them.
  private static func autoencoderCurves(
    _ results: ResultSet, on source: String, _ pixels: Double?
  ) throws -> [CodecCurve] {
    guard let pixels, let first = try results.rows("points.csv").first,
      try isSample(first.text("source"), of: source)
    else { return [] }
    let rows = try results.rows("summary.csv").where("objective", "mse")
      .having("coded_bits_per_image")
    let curve = CodecCurve(
      name: "autoencoders, lower envelope", imageCount: try first.optionalInteger("sample_count"),
      points: try rows.map { row in
        .init(
          bitsPerPixel: try row.number("coded_bits_per_image") / pixels, headerBitsPerPixel: 0,
          meanPSNRDecibels: try row.optionalNumber("mean_psnr_decibels"),
          pooledPSNRDecibels: try row.optionalNumber("psnr_of_mean_error_decibels"))
      })
    return [curve.lowerEnvelope(by: \.pooledPSNRDecibels)].filter { !$0.points.isEmpty }
  }
}
