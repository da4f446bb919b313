/// Puts the statistics of a map of latents, whose pixels have means, then log-variances, into the order of `LatentSampling`: the means of
/// all pixels, then all log-variances.
package struct PixelStatistics<Scalar: EngineScalar>: Node {
  /// The map, shape `[batch, pixels, 2 channels]`.
  let input: FeatureMap

  /// The statistics, shape `[batch, 2 pixels channels]`.
  let output: Value

  let logVarianceOffset: Scalar

  package var inputs: [Value] { [input.value] }

  package func forward(in pass: Pass<Scalar>) {
    let source = pass.value(input.value)
    let target = pass.value(output)
    let channels = input.shape.channels / 2
    for row in 0..<source.rows {
      var mean = target.start + row * target.stride
      var logVariance = mean + output.columns / 2
      var pixel = source.start + row * source.stride
      for _ in 0..<input.shape.pixelCount {
        for channel in 0..<channels {
          mean[channel] = pixel[channel]
          logVariance[channel] = pixel[channels + channel] + logVarianceOffset
        }
        mean += channels
        logVariance += channels
        pixel += 2 * channels
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let source = pass.gradient(output)
    let target = pass.gradient(input.value)
    let channels = input.shape.channels / 2
    for row in 0..<source.rows {
      var mean = source.start + row * source.stride
      var logVariance = mean + output.columns / 2
      var pixel = target.start + row * target.stride
      for _ in 0..<input.shape.pixelCount {
        for channel in 0..<channels {
          pixel[channel] = mean[channel]
          pixel[channels + channel] = logVariance[channel]
        }
        mean += channels
        logVariance += channels
        pixel += 2 * channels
      }
      let end = target.start + row * target.stride
      for position in target.columns..<target.stride { end[position] = 0 }
    }
  }
}

extension GraphBuilder {
  /// Records the order of `latentSampling(_:divergenceWeight:seed:)` for a map of latents.
  ///
  /// - Returns: all means pixel by pixel, then all log-variances, shape `[batch, elements of the map]`.
  /// - Precondition: the number of channels is even.
  @_specialize(where Scalar == Float)
  package mutating func pixelStatistics(
    _ input: FeatureMap, logVarianceOffset: Double
  ) -> Value {
    precondition(input.shape.channels.isMultiple(of: 2))
    let output = value(columns: input.shape.elementCount)
    record(
      PixelStatistics(input: input, output: output, logVarianceOffset: Scalar(logVarianceOffset)))
    return output
  }
}
