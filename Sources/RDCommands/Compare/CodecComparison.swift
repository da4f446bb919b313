import RDCore
import RDDataSets
import RDExperiments
import RDImages
import RDReport
import RDResults
import RDStandardCodecs

/// A comparison of codecs on images.
package struct CodecComparison {
  package let images: [NamedImage]
  package let requests: [CodecRequest]

  /// The targets of each file; empty for the settings of the requests.
  package let targets: [RateTarget]

  package let jobs: Int

  /// Codecs and trained models on picture files.
  ///
  /// - Parameters:
  ///   - paths: the pictures.
  ///   - requests: codecs with their settings.
  ///   - models: the paths of trained models, those of a kind as one codec, after the others.
  ///   - targets: the targets of each file; empty for the settings of the requests.
  ///   - jobs: the number of concurrent encodings.
  /// - Throws: an error of the first picture if none can be read, or of a model.
  package init(
    paths: [String], requests: [CodecRequest], models: [String], targets: [RateTarget], jobs: Int
  ) throws {
    images = try PictureJournal.standard.usable(paths, at: { $0 }) { path in
      NamedImage(
        name: String(path.split(separator: "/").last ?? ""), path: path,
        image: try PictureJournal.standard.read(path).simplified)
    }
    let trained = try models.map { try LoadedModel($0) }
    self.requests =
      requests
      + distinct(trained.map(\.kind)).map { kind in
        CodecRequest(codec: TrainedCodec(trained.filter { $0.kind == kind }))
      }
    self.targets = targets
    self.jobs = jobs
  }

  /// A request: a setting, or a target.
  private struct Job: Sendable {
    let codec: any ImageCodec
    let setting: Double
    let target: RateTarget?
    let image: NamedImage

    /// - Throws: an error that has no message for users.
    func run() throws -> Result {
      do {
        return .success(
          try target.map { try codec.coded(image.image, for: $0, measures: .all) }
            ?? codec.coded(image.image, at: setting, measures: .all))
      } catch let error as any DiagnosedError {
        return .failure(Failure(reason: error.description))
      }
    }
  }

  /// The outcome of an image.
  typealias Result = Swift.Result<CodedImage, Failure>

  /// Why a codec has no result for an image.
  package struct Failure: Error {
    /// The message.
    let reason: String
  }

  /// A codec at one setting, or for one target, on all images.
  package struct Operation: Sendable {
    let codec: any ImageCodec

    /// The setting; `nil` for a target, which has one for each image.
    let setting: Double?

    /// The outcomes of the images, in order.
    let results: [Result]

    /// The images that were coded, if all were.
    var coded: [CodedImage]? {
      let coded = results.compactMap { try? $0.get() }
      return coded.count == results.count ? coded : nil
    }
  }

  /// Codes all images by every codec at every setting, recording failures.
  ///
  /// - Throws: an error that has no message for users.
  package func operations(observer: (any ProgressObserver)? = nil) throws -> [Operation] {
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
    let results = try concurrentMap(
      groups.flatMap { $0 }, jobs: jobs, observer: observer
    ) { try $0.run() }
    return groups.enumerated().map { index, group in
      Operation(
        codec: group[0].codec, setting: group[0].target == nil ? group[0].setting : nil,
        results: Array(results[(index * images.count)..<((index + 1) * images.count)]))
    }
  }

  /// Checks that all images were coded.
  ///
  /// - Throws: `Diagnosis` with what failed.
  package func check(_ operations: [Operation]) throws(Diagnosis) {
    let failures = operations.flatMap { operation in
      zip(images, operation.results).compactMap { image, result -> String? in
        guard case .failure(let failure) = result else { return nil }
        return "\(image.name): \(failure.reason)"
      }
    }
    if !failures.isEmpty {
      // A codec that cannot code an image cannot at each of its settings.
      throw CommandError.rowsFailed(
        failures.count, of: operations.count * images.count, reasons: distinct(failures))
    }
  }

  /// One row per image and setting, followed by each setting's mean.
  package func table(of operations: [Operation]) -> Table {
    var table = Table(columns: [
      Table.Column("codec", heading: "Codec"),
      Table.Column("implementation", heading: "By"),
      Table.Column("colour", heading: "Colour"),
      Table.Column("setting", heading: "Setting"),
      Table.Column("image", heading: "Image"),
      Table.Column("bytes", heading: "Bytes", precision: .decimals(0)),
      Table.Column("header_bytes", heading: "Header", precision: .decimals(0)),
      Table.Column("bits_per_pixel", heading: "bpp", precision: .decimals(4)),
      Table.Column("rate_bits_per_sample", heading: "Bits/sample", precision: .decimals(4)),
      Table.Column("psnr_decibels", heading: "PSNR (dB)", precision: .decimals(3)),
      Table.Column(
        "psnr_of_pooled_mse_decibels", heading: "Pooled PSNR (dB)", precision: .decimals(3)),
      Table.Column("ssim", heading: "SSIM", precision: .decimals(4)),
      Table.Column("ms_ssim", heading: "MS-SSIM", precision: .decimals(4)),
      Table.Column("status", heading: "Status"),
    ])
    for operation in operations {
      for (image, result) in zip(images, operation.results) {
        table.append(row(of: image, result, operation))
      }
      if images.count > 1 { table.append(mean(of: operation)) }
    }
    return table
  }

  private func row(of image: NamedImage, _ result: Result, _ operation: Operation) -> [Cell] {
    switch result {
    case .success(let one):
      head(operation.codec, setting: one.setting, image: image.name) + [
        .real(Double(one.byteCount)), .real(Double(one.headerByteCount)),
        .real(one.bitsPerPixel), .real(one.bitsPerSample),
        .finite(one.comparison.meanPSNRDecibels), .empty,
        .optional(one.comparison.meanStructuralSimilarity),
        .optional(one.comparison.meanMultiscaleStructuralSimilarity), .text(Point.success),
      ]
    case .failure(let failure):
      head(operation.codec, setting: operation.setting, image: image.name)
        + Array(repeating: .empty, count: 8) + [.text(failure.reason)]
    }
  }

  private func head(_ codec: any ImageCodec, setting: Double?, image: String) -> [Cell] {
    [
      .text(codec.name), .text(codec.implementation), .text(codec.colourMode),
      codec.control == nil ? .empty : .optional(setting), .text(image),
    ]
  }

  /// The means over all images; `nil` if one is missing, since means over different images are not comparable.
  private func mean(of operation: Operation) -> [Cell] {
    let head = head(operation.codec, setting: operation.setting, image: "mean")
    guard let coded = operation.coded else {
      let failures = operation.results.count { (try? $0.get()) == nil }
      return head + Array(repeating: .empty, count: 8)
        + [.text("\(failures) of \(images.count) failed")]
    }
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
    return head + [
      .real(mean { Double($0.byteCount) }), .real(mean { Double($0.headerByteCount) }),
      .real(mean(\.bitsPerPixel)), .real(mean(\.bitsPerSample)),
      .finite(mean(\.comparison.meanPSNRDecibels)), .finite(-decibels(ofPowerRatio: pooled)),
      .optional(meanOrNone(\.comparison.meanStructuralSimilarity)),
      .optional(meanOrNone(\.comparison.meanMultiscaleStructuralSimilarity)),
      .text(Point.success),
    ]
  }
}
