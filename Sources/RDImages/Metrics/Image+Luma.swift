import RDCore

extension Image {
  /// The luma of BT.601 of a pixel, full range, in the unit of the samples and not rounded: `0.299 R + 0.587 G + 0.114 B`, and the sample
  /// itself of a grey picture.
  ///
  /// > Source: [itu2011bt601], section 2.5.1.
  @inline(__always)
  package func luma(at pixel: Int) -> Double {
    let first = pixel * shape.channels
    guard shape.channels >= 3 else { return Double(samples[first]) }
    return 0.299 * Double(samples[first]) + 0.587 * Double(samples[first + 1])
      + 0.114 * Double(samples[first + 2])
  }

  /// The mean-square error of luma, in squared units of the samples.
  ///
  /// - Precondition: both pictures have the same shape.
  package func lumaMeanSquaredError(from reference: Image) -> Double {
    precondition(shape == reference.shape)
    return (0..<shape.pixelCount).reduce(0) { sum, pixel in
      let difference = luma(at: pixel) - reference.luma(at: pixel)
      return sum + difference * difference
    } / Double(shape.pixelCount)
  }

  /// The mean-square error of each channel, in squared units of the samples, shape `[channels]`.
  ///
  /// - Precondition: both pictures have the same shape.
  package func channelMeanSquaredErrors(from reference: Image) -> [Double] {
    precondition(shape == reference.shape)
    let channels = shape.channels
    var sums = [Double](repeating: 0, count: channels)
    for (index, (sample, original)) in zip(samples, reference.samples).enumerated() {
      let difference = Double(sample) - Double(original)
      sums[index % channels] += difference * difference
    }
    return sums.map { $0 / Double(shape.pixelCount) }
  }
}
