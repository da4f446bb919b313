import RDCoding

/// A context model of latents: an entropy code in integer arithmetic.
///
/// Positions are in raster order, and at each the live channels by descending variance. For each
/// number two weighted sums are taken over all channels of the neighbours to the north-west, north, north-east and west, and over the
/// channels that came before at the same position: one of the numbers themselves predicts the number, one of the magnitudes of the
/// earlier prediction errors predicts how large this error will be. The second sum chooses one of ``classCount`` distributions of the
/// error, and the fraction of the first one of ``phaseCount`` variants of it. Weights and distributions were fitted to the latents of
/// training images and are stored as integers, so that no floating-point number affects decoding.
///
/// A neighbour outside of the grid counts as zeros; the set of weights depends on which neighbours are inside.
///
/// > Source: the prediction of means and of magnitudes from causal neighbours is that of [wu1997]; [minnen2018] have networks learn both.
package struct LatentContextModel: Sendable, Equatable {
  /// The number of sets of weights, by the neighbours inside the grid.
  static let borderCount = 5

  /// The number of distributions of prediction errors, by their expected magnitude.
  static let classCount = 32

  /// The number of variants of each distribution, by the fraction of the prediction.
  static let phaseCount = 8

  /// Fractional bits of predictions and weights.
  static let fractionBits = 12

  /// The clamp of magnitudes in predictions.
  static let featureLimit: Int32 = 127
  package static let latentLimit: Int32 = 32_767

  /// Channels of the latents, dead ones among them.
  package let channels: Int

  /// The channels that are coded, in the order of coding; all others are always zero.
  package let liveChannels: [Int]

  /// The weights that predict numbers: constant term, then the ``featureCount``, shape `[borderCount, live, 1 + featureCount]`.
  ///
  /// Channels at the same position that are not known yet have weight zero.
  var meanWeights: [Int32]

  /// The weights that predict magnitudes of errors, in the same shape.
  var scaleWeights: [Int32]

  /// The largest error that has a symbol of its own, for each class, shape `[classCount]`.
  let reaches: [Int]

  /// The distributions of errors, shape `[classCount, phaseCount]`: symbols are "below", errors from `-reach` to `reach`, "above".
  package let tables: [SymbolModel]

  /// Neighbouring numbers that a prediction uses: north-west, north, north-east, west and the position itself, all live channels each.
  var featureCount: Int { 5 * liveChannels.count }

  /// Numbers from one channel's weights to the next's.
  var weightStride: Int { 1 + featureCount }

  /// The least expected magnitude of each class but the first, shape `[classCount - 1]`, ``fractionBits`` after the point.
  ///
  /// From 1/256 in steps of about a third: a class's distributions differ by less than they would gain.
  package static let thresholds: [Int32] = {
    var thresholds: [Int32] = []
    var threshold: Int32 = 16
    for _ in 1..<classCount {
      thresholds.append(threshold)
      threshold += max(1, threshold / 3)
    }
    return thresholds
  }()

  /// The set of weights of a position.
  package static func border(row: Int, column: Int, width: Int) -> Int {
    if row == 0 { return column == 0 ? 0 : 1 }
    if column == 0 { return 2 }
    return column + 1 < width ? 3 : 4
  }
}
