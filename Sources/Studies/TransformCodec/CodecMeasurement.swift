import RDCore
import RDExperiments
import RDImages
import RDResults

/// Rate and errors of decoded images.
struct CodecMeasurement {
  private var imageCount = 0
  private var pixelCount = 0
  private var sampleCount = 0
  private var byteCount = 0

  /// Bits per pixel of each file of a single image.
  private var fileRates: [Double] = []
  private var headerByteCount = 0
  private var estimatedBits: Double?
  private var squaredError = 0.0
  private var meanSquaredErrors: [Double] = []
  private var similarities: [Double?] = []
  private var multiscaleSimilarities: [Double?] = []

  /// Adds the images of one file.
  mutating func add(
    _ decoded: ImageBlock, of images: ImageBlock, byteCount: Int, headerByteCount: Int,
    estimatedBits: Double?
  ) throws {
    let comparison = try ImageComparison(of: decoded, with: images, measures: .all)
    imageCount += images.count
    pixelCount += images.count * images.shape.pixelCount
    sampleCount += images.count * images.shape.elementCount
    self.byteCount += byteCount
    if images.count == 1 {
      fileRates.append(Double(8 * byteCount) / Double(images.shape.pixelCount))
    }
    self.headerByteCount += headerByteCount
    if let estimatedBits { self.estimatedBits = (self.estimatedBits ?? 0) + estimatedBits }
    let unit = comparison.maximum * comparison.maximum
    for error in comparison.meanSquaredErrors {
      meanSquaredErrors.append(error / unit)
      squaredError += error / unit * Double(images.shape.elementCount)
    }
    similarities +=
      comparison.structuralSimilarities.map { $0.map { $0 } }
      ?? Array(repeating: nil, count: images.count)
    multiscaleSimilarities +=
      comparison.multiscaleStructuralSimilarities.map { $0.map { $0 } }
      ?? Array(repeating: nil, count: images.count)
  }

  /// The mean over the images of the bits per pixel; `nil` where images share a file.
  var meanBitsPerPixel: Double? {
    fileRates.count == imageCount ? fileRates.reduce(0, +) / Double(imageCount) : nil
  }

  /// Bits of an image and `lambda` times its squared error, samples from 0 to 1: what training weighs against each other.
  func cost(lambda: Double) -> Double {
    (Double(8 * byteCount) + lambda * squaredError) / Double(imageCount)
  }

  func point(source: String, method: String, variant: String, setting: Double) -> Point {
    var point = TransformCodecExperiment.emptyPoint(source: source, method: method)
    let images = Double(imageCount)
    let distortion = squaredError / Double(sampleCount)
    point.sampleCount = imageCount
    point.rateBitsPerSample = Double(8 * byteCount) / Double(sampleCount)
    point.rateKind = .coded
    point.distortion = distortion
    point.set("variant", .text(variant))
    point.set("setting", .real(setting))
    point.set("bits_per_pixel", .real(Double(8 * byteCount) / Double(pixelCount)))
    point.set("bits_per_image", .real(Double(8 * byteCount) / images))
    point.set("estimated_bits_per_image", .optional(estimatedBits.map { $0 / images }))
    point.set("header_bits_per_image", .real(Double(8 * headerByteCount) / images))
    point.set("psnr_of_pooled_mse_decibels", .finite(-decibels(ofPowerRatio: distortion)))
    point.set(
      "mean_psnr_decibels", .finite(mean(meanSquaredErrors.map { -decibels(ofPowerRatio: $0) })))
    point.set("mean_ssim", .optional(meanIfKnown(similarities)))
    point.set("mean_ms_ssim", .optional(meanIfKnown(multiscaleSimilarities)))
    return point
  }

  private func meanIfKnown(_ numbers: [Double?]) -> Double? {
    let known = numbers.compactMap { $0 }
    return known.count == numbers.count && !known.isEmpty
      ? known.reduce(0, +) / Double(known.count) : nil
  }
}

extension Point {
  /// Fills in one of the columns of the experiment.
  mutating func set(_ column: String, _ cell: Cell) {
    guard let index = TransformCodecExperiment.ownColumns.firstIndex(where: { $0.name == column })
    else { preconditionFailure("there is no column \(column)") }
    own[index] = cell
  }

  func own(_ column: String) -> Cell {
    guard let index = TransformCodecExperiment.ownColumns.firstIndex(where: { $0.name == column })
    else { preconditionFailure("there is no column \(column)") }
    return own[index]
  }
}
