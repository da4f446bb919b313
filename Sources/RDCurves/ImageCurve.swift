import RDCore

/// A codec's curve with the values of each image, for a bootstrap over the images.
package struct ImageCurve: Sendable, Equatable {
  /// How the points of the curve follow from those of the images.
  package enum Pooling: String, Sendable, CaseIterable {
    /// The quality is the PSNR of the mean of the images' mean-square errors.
    case pooledError

    /// The quality is the mean of the images' own PSNRs.
    case meanOfImages
  }

  /// The rate of each image at each point, in bits, shape `[points][images]`.
  package let rateBits: [[Double]]

  /// The mean-square error of each image at each point, for samples from 0 to 1, shape `[points][images]`.
  package let meanSquaredErrors: [[Double]]

  /// A curve.
  ///
  /// - Throws: ``BjontegaardError/differentImages`` if the points differ in their numbers of images, or have none.
  package init(rateBits: [[Double]], meanSquaredErrors: [[Double]]) throws(BjontegaardError) {
    let count = rateBits.first?.count ?? 0
    guard count > 0, rateBits.count == meanSquaredErrors.count,
      (rateBits + meanSquaredErrors).allSatisfy({ $0.count == count })
    else { throw .differentImages }
    self.rateBits = rateBits
    self.meanSquaredErrors = meanSquaredErrors
  }

  package var imageCount: Int { rateBits[0].count }

  /// The points over a multiset of the images.
  package func points(over images: [Int], pooling: Pooling) -> [RatePoint] {
    func mean(_ values: [Double], _ transform: (Double) -> Double = { $0 }) -> Double {
      images.reduce(0) { $0 + transform(values[$1]) } / Double(images.count)
    }
    func quality(_ error: Double) -> Double { decibels(ofPowerRatio: 1 / error) }
    return zip(rateBits, meanSquaredErrors).map { rates, errors in
      RatePoint(
        rateBits: mean(rates),
        qualityDecibels: pooling == .pooledError ? quality(mean(errors)) : mean(errors, quality))
    }
  }
}
