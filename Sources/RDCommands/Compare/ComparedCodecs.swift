import RDCore
import RDImages
import RDNumerics
import RDReport
import RDResults
import RDStandardCodecs
import Studies

/// What codecs made of images.
package struct ComparedCodecs: Sendable {
  /// The names of the images.
  let images: [String]

  /// Each codec at each setting, or for each target.
  let operations: [Operation]

  /// The outcome of an image, with its times.
  typealias Result = Swift.Result<(image: CodedImage, times: CodingTimes), Failure>

  /// Why a codec has no result for an image.
  struct Failure: Error {
    /// The message.
    let reason: String
  }

  /// A codec at one setting, or for one target, on all images.
  struct Operation: Sendable {
    let codec: any ImageCodec

    /// The setting; `nil` for a target, which has one for each image.
    let setting: Double?

    /// The outcomes of the images, in order.
    let results: [Result]

    /// Whether an image was coded.
    func hasCoded(_ image: Int) -> Bool { (try? results[image].get()) != nil }

    var hasCodedAny: Bool { results.indices.contains(where: hasCoded) }
  }

  /// The images that were coded at every setting by every codec that coded any: means over others are not comparable.
  private var commonImages: [Int] {
    let operations = operations.filter(\.hasCodedAny)
    return images.indices.filter { image in operations.allSatisfy { $0.hasCoded(image) } }
  }

  package var isOfOneImage: Bool { images.count == 1 }

  /// What a reader of the means must know.
  package var notes: [String] {
    let common = commonImages
    guard images.count > 1, common.count < images.count else { return [] }
    let left = images.indices.filter { !common.contains($0) }.map { images[$0] }
    return [
      common.isEmpty
        ? "There are no means, as no image was coded by every codec at every setting."
        : "Means are over \(common.count) of \(images.count) images, those that every codec coded at every setting; left out: \(left.joined(separator: ", "))."
    ]
  }

  /// Checks that all images were coded.
  ///
  /// - Parameter isShown: whether a table for people has said what failed.
  /// - Throws: `Diagnosis` with what failed.
  package func check(isShown: Bool) throws(Diagnosis) {
    let failures = operations.flatMap { operation in
      zip(images, operation.results).compactMap { image, result -> String? in
        guard case .failure(let failure) = result else { return nil }
        return "\(image): \(failure.reason)"
      }
    }
    if !failures.isEmpty {
      // A codec that cannot code an image cannot at each of its settings.
      throw CommandError.rowsFailed(
        failures.count, of: operations.count * images.count,
        reasons: isShown ? [] : distinct(failures))
    }
  }

  /// The means over the images of each codec at each setting; where some failed, over those that all have.
  ///
  /// - Parameter hasImages: whether the rows of the images come before each mean.
  /// - Returns: a row for each; of a single image its own.
  package func table(hasImages: Bool) -> Table {
    var table = Table(columns: columns)
    let common = commonImages
    for operation in operations {
      if hasImages || images.count == 1 {
        for (image, result) in zip(images, operation.results) {
          table.append(
            row(
              operation, image: image, setting: (try? result.get())?.image.setting,
              result.map { [$0] }))
        }
      }
      if images.count > 1 {
        let coded = common.compactMap { try? operation.results[$0].get() }
        let failures = images.indices.count { !operation.hasCoded($0) }
        let success = common.isEmpty ? "no image that every codec coded" : Point.success
        let status = failures == 0 ? success : "\(failures) of \(images.count) failed"
        table.append(
          row(
            operation, image: "mean", setting: operation.setting,
            coded.isEmpty ? .failure(Failure(reason: status)) : .success(coded), status: status))
      }
    }
    return table
  }

  /// The numbers of scales, less than all, that a small image has for MS-SSIM.
  private var reducedScaleCounts: [Int] {
    let counts = operations.flatMap { $0.results.compactMap { try? $0.get().image.scaleCount } }
    return Set(counts).subtracting([1, StructuralSimilarityDefinition.scaleWeights.count]).sorted()
  }

  private var hasModels: Bool { operations.contains { $0.codec is TrainedCodec } }

  /// The means over images as a figure, a line for each codec.
  package var figure: RateFigure {
    RateFigure(
      of: table(hasImages: false), namedBy: ["codec", "model"],
      rate: ("bits_per_pixel", "bits per pixel, whole files"),
      qualities: [("psnr_decibels", "mean PSNR of the pictures (dB)")]
    ) { texts in (CodecStyle.title(texts[1].isEmpty ? texts[0] : texts[1]), .code) }
  }

  private var columns: [Table.Column] {
    [
      .init("codec", heading: "Codec"), .init("implementation", heading: "By", isMinor: true),
      .init("colour", heading: "Colour", isMinor: true),
    ] + (hasModels ? [.init("model", heading: "Model")] : []) + [
      .init("setting", heading: "Setting"), .init("image", heading: "Image"),
      .init("images", heading: "Images", isMinor: true),
      .init("bytes", heading: "Bytes", precision: .decimals(0)),
      .init("header_bytes", heading: "Header", precision: .decimals(0), isMinor: true),
      .init("bits_per_pixel", heading: "bpp", precision: .decimals(4)),
      .init(
        "bits_per_pixel_pooled", heading: "Pooled bpp", precision: .decimals(4), isMinor: true),
      .init(
        "rate_bits_per_sample", heading: "Bits/sample", precision: .decimals(4), isMinor: true),
      .init("psnr_decibels", heading: "PSNR (dB)", precision: .decimals(3)),
      .init("psnr_of_pooled_mse_decibels", heading: "Pooled PSNR (dB)", precision: .decimals(3)),
      .init("ssim", heading: "SSIM", precision: .decimals(4)),
      .init("ms_ssim", heading: "MS-SSIM", precision: .decimals(4)),
    ]
      + reducedScaleCounts.map { count in
        .init(
          "ms_ssim_\(count)_scales", heading: "MS-SSIM, \(count) scales", precision: .decimals(4))
      } + [
        .init("encode_seconds", heading: "Encode (s)", precision: .significant(3), isMinor: true),
        .init("decode_seconds", heading: "Decode (s)", precision: .significant(3), isMinor: true),
        .init("status", heading: "Status"),
      ]
  }

  /// The row of one image, or of the means of several.
  private func row(
    _ operation: Operation, image: String, setting: Double?,
    _ result: Swift.Result<[(image: CodedImage, times: CodingTimes)], Failure>,
    status: String = Point.success
  ) -> [Cell] {
    let codec = operation.codec
    let trained = codec as? TrainedCodec
    let path = setting.flatMap { trained?.path(at: $0) }
    let head: [Cell] =
      [.text(codec.name), .text(codec.implementation), .text(codec.colourMode)]
      + (hasModels ? [path.map { .text($0) } ?? .empty] : [])
      + [
        codec.control == nil || trained != nil ? .empty : setting.map(Cell.shortest) ?? .empty,
        .text(image), .integer((try? result.get())?.count ?? 0),
      ]
    switch result {
    case .failure(let failure):
      let rest = columns.count - head.count - 1
      return head + Array(repeating: .empty, count: rest) + [.text(failure.reason)]
    case .success(let coded):
      return head + values(of: coded) + [.text(status)]
    }
  }

  private func values(of coded: [(image: CodedImage, times: CodingTimes)]) -> [Cell] {
    let images = coded.map(\.image)
    let count = Double(images.count)
    func mean(_ value: (CodedImage) -> Double) -> Double {
      images.reduce(0) { $0 + value($1) } / count
    }
    func meanIfKnown(_ value: (CodedImage) -> Double?) -> Cell {
      let values = images.compactMap(value)
      return values.count == images.count ? .real(values.reduce(0, +) / count) : .empty
    }
    func multiscale(_ scaleCount: Int) -> Cell {
      meanIfKnown {
        $0.scaleCount == scaleCount ? $0.comparison.meanMultiscaleStructuralSimilarity : nil
      }
    }
    let sampleCount = mean { Double($0.comparedShape.elementCount) }
    let pooled = mean {
      $0.comparison.pooledRelativeMeanSquaredError * Double($0.comparedShape.elementCount)
        / sampleCount
    }
    let isMean = images.count > 1
    return [
      .real(mean { Double($0.byteCount) }), .real(mean { Double($0.headerByteCount) }),
      .real(mean(\.bitsPerPixel)),
      isMean
        ? .real(8 * mean { Double($0.byteCount) } / mean { Double($0.shape.pixelCount) }) : .empty,
      .real(mean(\.bitsPerSample)), .finite(mean(\.comparison.meanPSNRDecibels)),
      isMean ? .finite(-decibels(ofPowerRatio: pooled)) : .empty,
      meanIfKnown(\.comparison.meanStructuralSimilarity),
      multiscale(StructuralSimilarityDefinition.scaleWeights.count),
    ] + reducedScaleCounts.map(multiscale) + [
      .real(coded.reduce(0) { $0 + $1.times.encodeSeconds } / count),
      .real(coded.reduce(0) { $0 + $1.times.decodeSeconds } / count),
    ]
  }
}

extension CodedImage {
  /// The number of scales that MS-SSIM has for the image.
  fileprivate var scaleCount: Int {
    StructuralSimilarityDefinition.scaleWeights(height: shape.height, width: shape.width).count
  }
}
