internal import RDCore
internal import RealModule

extension Image {
  /// The mean square of the differences from another image, with white as 1.
  ///
  /// - Precondition: both have one shape and depth.
  package func meanSquaredError(of other: Image) -> Double {
    precondition(shape == other.shape && bitDepth == other.bitDepth)
    var sum: Int64 = 0
    for (left, right) in zip(samples, other.samples) {
      let difference = Int64(left) - Int64(right)
      sum += difference * difference
    }
    return Double(sum) / Double(shape.elementCount) / Double(maximum * maximum)
  }

  /// The peak signal-to-noise ratio of an image beside this one, in decibels: infinite where they are the same.
  ///
  /// - Precondition: both have one shape and depth.
  package func peakSignalToNoiseDecibels(of other: Image) -> Double {
    -10 * .log10(meanSquaredError(of: other))
  }
}
