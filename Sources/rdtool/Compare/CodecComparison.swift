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
      try target.map { try codec.coded(image.image, for: $0) }
        ?? codec.coded(image.image, at: setting)
    }
  }

  /// One row an image and setting, and below each setting's images their mean.
  ///
  /// - Throws: what coding throws.
  func table() throws -> Table {
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
    let flat = groups.flatMap { $0 }
    let results = try concurrentMap(flat, jobs: jobs) { try $0.run() }
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
    ])
    for (index, group) in groups.enumerated() {
      let codec = group[0].codec
      let coded = Array(results[(index * images.count)..<((index + 1) * images.count)])
      for (job, one) in zip(group, coded) {
        table.append(
          head(codec, setting: one.setting) + [
            .text(job.image.name), .real(Double(one.byteCount)), .real(Double(one.headerByteCount)),
            .real(one.bitsPerPixel), .real(one.bitsPerSample),
            .optional(one.peakSignalToNoiseDecibels), .empty,
          ])
      }
      if images.count > 1 { table.append(mean(of: coded, codec, targets: group[0].target)) }
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
    let qualities = coded.compactMap(\.peakSignalToNoiseDecibels)
    let pooled =
      coded.reduce(0) { $0 + $1.meanSquaredError * Double($1.shape.elementCount) }
      / coded.reduce(0) { $0 + Double($1.shape.elementCount) }
    return head(codec, setting: target == nil ? coded[0].setting : nil) + [
      .text("mean"), .real(mean { Double($0.byteCount) }),
      .real(mean { Double($0.headerByteCount) }),
      .real(mean(\.bitsPerPixel)), .real(mean(\.bitsPerSample)),
      qualities.count == coded.count ? .real(qualities.reduce(0, +) / count) : .empty,
      pooled > 0 ? .real(-decibels(ofPowerRatio: pooled)) : .empty,
    ]
  }
}
