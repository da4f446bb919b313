internal import RDCore
internal import RDExperiments
internal import RDImaging
internal import RDResults

/// Images coded by several codecs, side by side.
struct CodecComparison {
  let images: [NamedImage]
  let requests: [CodecRequest]

  /// What each file shall reach; empty for the settings of the requests.
  let targets: [RateTarget]

  let jobs: Int

  /// What a codec is asked for: a setting, or a target.
  private struct Job: Sendable {
    let codec: any ImageCodec
    let setting: Double
    let target: RateTarget?
    let image: NamedImage

    func run() throws -> CodedImage {
      try target.map { try codec.coded(image.image, for: $0, measures: .all) }
        ?? codec.coded(image.image, at: setting, measures: .all)
    }
  }

  /// A codec at one setting, or for one target, on all images.
  struct Operation: Sendable {
    let codec: any ImageCodec
    let target: RateTarget?

    /// What became of the images, in their order.
    let coded: [CodedImage]
  }

  /// Codes all images by every codec at every setting.
  ///
  /// - Throws: what coding throws.
  func operations() throws -> [Operation] {
    let groups = requests.flatMap { request -> [[Job]] in
      let codec = request.codec
      let points: [(Double, RateTarget?)] =
        targets.isEmpty || codec.control == nil
        ? (request.settings ?? codec.defaultSettings).map { ($0, nil) }
        : targets.map { (0, $0) }
      return points.map { setting, target in
        images.map { Job(codec: codec, setting: setting, target: target, image: $0) }
      }
    }
    let results = try concurrentMap(groups.flatMap { $0 }, jobs: jobs) { try $0.run() }
    return groups.enumerated().map { index, group in
      Operation(
        codec: group[0].codec, target: group[0].target,
        coded: Array(results[(index * images.count)..<((index + 1) * images.count)]))
    }
  }

  /// One row an image and setting, and below each setting's images their mean.
  func table(of operations: [Operation]) -> Table {
    var table = Table(columns: [
      Table.Column("codec", heading: "Codec"),
      Table.Column("implementation", heading: "By"),
      Table.Column("colour", heading: "Colour"),
      Table.Column("setting", heading: "Setting"),
      Table.Column("image", heading: "Image"),
      Table.Column("bytes", heading: "Bytes", precision: .decimals(0)),
      Table.Column("header_bytes", heading: "Header", precision: .decimals(0)),
      Table.Column("bits_per_pixel", heading: "bpp", precision: .decimals(4)),
      Table.Column("bits_per_sample", heading: "Bits/sample", precision: .decimals(4)),
      Table.Column("psnr_db", heading: "PSNR (dB)", precision: .decimals(3)),
      Table.Column("pooled_psnr_db", heading: "Pooled PSNR (dB)", precision: .decimals(3)),
      Table.Column("ssim", heading: "SSIM", precision: .decimals(4)),
      Table.Column("ms_ssim", heading: "MS-SSIM", precision: .decimals(4)),
    ])
    for operation in operations {
      for (image, one) in zip(images, operation.coded) {
        table.append(
          head(operation.codec, setting: one.setting) + [
            .text(image.name), .real(Double(one.byteCount)), .real(Double(one.headerByteCount)),
            .real(one.bitsPerPixel), .real(one.bitsPerSample),
            finite(one.comparison.meanPSNRDecibels), .empty,
            .optional(one.comparison.meanStructuralSimilarity),
            .optional(one.comparison.meanMultiscaleStructuralSimilarity),
          ])
      }
      if images.count > 1 {
        table.append(mean(of: operation.coded, operation.codec, targets: operation.target))
      }
    }
    return table
  }

  private func head(_ codec: any ImageCodec, setting: Double?) -> [Cell] {
    [
      .text(codec.name), .text(codec.implementation), .text(codec.colourMode),
      codec.control == nil ? .empty : .optional(setting),
    ]
  }

  private func mean(
    of coded: [CodedImage], _ codec: any ImageCodec, targets target: RateTarget?
  ) -> [Cell] {
    let count = Double(coded.count)
    func mean(_ value: (CodedImage) -> Double) -> Double {
      coded.reduce(0) { $0 + value($1) } / count
    }
    func meanOrNone(_ value: (CodedImage) -> Double?) -> Double? {
      let values = coded.compactMap(value)
      return values.count == coded.count ? values.reduce(0, +) / count : nil
    }
    let sampleCount = mean { Double($0.shape.elementCount) }
    let pooled = mean {
      $0.comparison.pooledRelativeMeanSquaredError * Double($0.shape.elementCount) / sampleCount
    }
    return head(codec, setting: target == nil ? coded[0].setting : nil) + [
      .text("mean"), .real(mean { Double($0.byteCount) }),
      .real(mean { Double($0.headerByteCount) }),
      .real(mean(\.bitsPerPixel)), .real(mean(\.bitsPerSample)),
      finite(mean(\.comparison.meanPSNRDecibels)), finite(-decibels(ofPowerRatio: pooled)),
      .optional(meanOrNone(\.comparison.meanStructuralSimilarity)),
      .optional(meanOrNone(\.comparison.meanMultiscaleStructuralSimilarity)),
    ]
  }

  /// A number, or nothing for the infinite PSNR of images that lost nothing.
  private func finite(_ number: Double) -> Cell {
    number.isFinite ? .real(number) : .empty
  }
}
