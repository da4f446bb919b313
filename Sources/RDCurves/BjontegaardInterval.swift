import RDCore

/// The distance of two codecs' curves with a confidence interval over the choice of images.
///
/// A paired bootstrap: images are resampled with replacement, the same ones for both codecs and all their points, and the interval lies
/// between quantiles of the resampled values.
///
/// > Source: [efron1993], chapter 13, percentile intervals.
package struct BjontegaardInterval: Sendable, Equatable {
  package let estimate: BjontegaardDelta

  /// The interval of ``BjontegaardDelta/ratePercent``.
  package let ratePercent: Interval

  /// The interval of ``BjontegaardDelta/qualityDecibels``; `nil` if not even half of the resamples have one.
  package let qualityDecibels: Interval?

  /// The number of resamples whose curves could not be compared, which are excluded.
  package let failureCount: Int

  /// The distance of a tested codec's curve from an anchor's on the same images.
  ///
  /// - Parameters:
  ///   - test: the tested codec.
  ///   - anchor: the codec it is compared with.
  ///   - interpolation: the interpolation of the curves.
  ///   - pooling: how the points follow from those of the images.
  ///   - confidence: the fraction of resamples inside the interval, between 0 and 1.
  ///   - resampleCount: the number of resamples, at least 100.
  ///   - seed: the seed of the draws.
  /// - Throws: ``BjontegaardError`` if the curves cannot be compared, or if not even half of the resamples can.
  /// - Complexity: O(resamples · points · images).
  package init(
    of test: ImageCurve, against anchor: ImageCurve,
    interpolation: BjontegaardDelta.Interpolation = .pchip,
    pooling: ImageCurve.Pooling = .meanOfImages, confidence: Double = 0.95,
    resampleCount: Int = 1000, seed: SeedPath
  ) throws(BjontegaardError) {
    precondition(confidence > 0 && confidence < 1 && resampleCount >= 100)
    guard test.imageCount == anchor.imageCount else { throw .differentImages }
    func delta(over images: [Int]) throws(BjontegaardError) -> BjontegaardDelta {
      try BjontegaardDelta(
        of: test.points(over: images, pooling: pooling),
        against: anchor.points(over: images, pooling: pooling), interpolation: interpolation)
    }
    let all = Array(0..<test.imageCount)
    estimate = try delta(over: all)
    var stream = RandomStream(seed: seed)
    var deltas: [BjontegaardDelta] = []
    var lastError: BjontegaardError?
    for _ in 0..<resampleCount {
      let images = all.map { _ in stream.next(below: all.count) }
      do throws(BjontegaardError) {
        deltas.append(try delta(over: images))
      } catch {
        lastError = error
      }
    }
    failureCount = resampleCount - deltas.count
    if let lastError, 2 * deltas.count < resampleCount { throw lastError }
    ratePercent = Self.interval(deltas.map(\.ratePercent), confidence: confidence)
    let qualities = deltas.compactMap(\.qualityDecibels)
    qualityDecibels =
      2 * qualities.count < resampleCount
      ? nil : Self.interval(qualities, confidence: confidence)
  }

  /// Between the quantiles of the numbers, interpolated between neighbours.
  private static func interval(_ numbers: [Double], confidence: Double) -> Interval {
    let sorted = numbers.sorted()
    func quantile(_ level: Double) -> Double {
      let position = level * Double(sorted.count - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
    return Interval(quantile((1 - confidence) / 2), quantile((1 + confidence) / 2))
  }
}
