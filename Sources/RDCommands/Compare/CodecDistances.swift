import RDCore
import RDCurves
import RDResults

/// The Bjøntegaard distances of codecs' curves from that of an anchor.
package struct CodecDistances {
  /// A row for each lossy codec but the anchor.
  package private(set) var table = Table(columns: [
    Table.Column("codec", heading: "Codec"),
    Table.Column("anchor", heading: "Anchor"),
    Table.Column("images", heading: "Images"),
    Table.Column("points", heading: "Points"),
    Table.Column("bd_rate_cubic_percent", heading: "BD-rate, cubic (%)", precision: .decimals(2)),
    Table.Column("bd_rate_pchip_percent", heading: "BD-rate, PCHIP (%)", precision: .decimals(2)),
    Table.Column("bd_rate_pchip_lower_percent", heading: "from", precision: .decimals(2)),
    Table.Column("bd_rate_pchip_upper_percent", heading: "to", precision: .decimals(2)),
    Table.Column("bd_psnr_pchip_decibels", heading: "BD-PSNR (dB)", precision: .decimals(3)),
    Table.Column("least_psnr_decibels", heading: "over PSNR from", precision: .decimals(2)),
    Table.Column("largest_psnr_decibels", heading: "to (dB)", precision: .decimals(2)),
  ])

  /// The comparisons that failed, wholly or on some images, with reasons.
  package private(set) var problems: [String] = []

  /// The distances of all codecs from the anchor.
  ///
  /// - Parameters:
  ///   - compared: all codecs on the same images.
  ///   - anchorName: the name of one of them.
  package init(of compared: ComparedCodecs, from anchorName: String) {
    let operations = compared.operations
    var names: [String] = []
    for operation in operations
    where !operation.codec.isLossless && !names.contains(operation.codec.name) {
      names.append(operation.codec.name)
    }
    for name in names where name != anchorName {
      append(
        name, operations.filter { $0.codec.name == name }, anchorName,
        operations.filter { $0.codec.name == anchorName })
    }
  }

  private mutating func append(
    _ name: String, _ tested: [ComparedCodecs.Operation], _ anchorName: String,
    _ anchor: [ComparedCodecs.Operation]
  ) {
    let images = (tested + anchor).reduce(Array(tested[0].results.indices)) { images, operation in
      images.filter { (try? operation.results[$0].get()) != nil }
    }
    if images.count < tested[0].results.count {
      problems.append(
        "\(name): compared on \(images.count) of \(tested[0].results.count) images, those that it and \(anchorName) have at every setting."
      )
    }
    var cubic: BjontegaardInterval?
    var pchip: BjontegaardInterval?
    func interval(_ interpolation: BjontegaardDelta.Interpolation) throws(BjontegaardError)
      -> BjontegaardInterval
    {
      try BjontegaardInterval(
        of: Self.curve(tested, images), against: Self.curve(anchor, images),
        interpolation: interpolation,
        seed: SeedPath(root: 0)["compare", "images"])
    }
    do throws(BjontegaardError) {
      pchip = try interval(.pchip)
      cubic = try interval(.cubic)
    } catch {
      problems.append("\(name): \(error)")
    }
    let isSpread = images.count > 1
    table.append([
      .text(name), .text(anchorName), .integer(images.count),
      .integer(tested.count),
      .optional(cubic?.estimate.ratePercent), .optional(pchip?.estimate.ratePercent),
      .optional(isSpread ? pchip?.ratePercent.lower : nil),
      .optional(isSpread ? pchip?.ratePercent.upper : nil),
      .optional(pchip?.estimate.qualityDecibels),
      .optional(pchip?.estimate.qualityOverlap.lower),
      .optional(pchip?.estimate.qualityOverlap.upper),
    ])
  }

  /// The curve of one codec over its images, without settings at which one is lossless.
  private static func curve(
    _ operations: [ComparedCodecs.Operation], _ images: [Int]
  ) throws(BjontegaardError) -> ImageCurve {
    let lossy =
      operations
      .map { operation in images.compactMap { try? operation.results[$0].get().image } }
      .filter { $0.allSatisfy { $0.comparison.pooledMeanSquaredError > 0 } }
    return try ImageCurve(
      rateBits: lossy.map { $0.map(\.bitsPerPixel) },
      meanSquaredErrors: lossy.map { $0.map(\.comparison.pooledRelativeMeanSquaredError) })
  }
}
