import RDCore

extension Image {
  /// The luma of BT.601, full range, in the unit of the samples and not rounded, shape `[height, width]`: `0.299 R + 0.587 G + 0.114 B`, and
  /// the samples themselves of a grey picture.
  ///
  /// > Source: [itu2011bt601], section 2.5.1.
  package var luma: [Double] {
    let channels = shape.channels
    return stride(from: 0, to: samples.count, by: channels).map { first in
      guard channels >= 3 else { return Double(samples[first]) }
      return 0.299 * Double(samples[first]) + 0.587 * Double(samples[first + 1])
        + 0.114 * Double(samples[first + 2])
    }
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
