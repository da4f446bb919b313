/// Normalisation of groups of channels: `y = gain (x - mean) / sqrt(variance + 1e-5) + shift`, mean and variance over all pixels and channels of a
/// group in one image, gain and shift for each channel.
///
/// Unlike the statistics of batch normalisation these belong to one image, so they do not depend on how a batch is cut into shards, and
/// training and use compute the same.
///
/// > Source: [wu2018], section 3.
package struct GroupNormalisation<Scalar: EngineScalar>: Node {
  /// The value `x`, shape `[batch, pixels * channels]`.
  let input: Value

  /// The value `y`, shape `[batch, pixels * channels]`.
  let output: Value

  /// The gains, shape `[1, channels]`.
  package let gains: Parameter

  /// The shifts, shape `[1, channels]`.
  let shifts: Parameter

  package let groupCount: Int

  /// `(x - mean) / sqrt(variance + 1e-5)`, shape `[batch, pixels * channels]`.
  let normalised: Workspace

  /// `1 / sqrt(variance + 1e-5)` of each channel's group, shape `[batch, channels]`.
  let scales: Workspace

  /// Sums over the pixels, for each channel, then over each group: shape `[2, channels]`.
  package let sums: Workspace

  package var inputs: [Value] { [input] }
  private var channels: Int { gains.columns }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let gains = pass.value(gains).start
    let shifts = pass.value(shifts).start
    let normalised = pass.workspace(normalised)
    let scales = pass.workspace(scales)
    let means = pass.workspace(sums).start
    let pixels = input.columns / channels
    let share = Scalar(groupCount) / Scalar(input.columns)
    for row in 0..<input.rows {
      let x = input.start + row * input.stride
      let y = output.start + row * output.stride
      let z = normalised.start + row * normalised.stride
      let scale = scales.start + row * scales.stride
      for channel in 0..<channels { means[channel] = 0 }
      for pixel in 0..<pixels {
        for channel in 0..<channels { means[channel] += x[pixel * channels + channel] }
      }
      poolGroups(means, share: share)
      for channel in 0..<channels { scale[channel] = 0 }
      for pixel in 0..<pixels {
        for channel in 0..<channels {
          let difference = x[pixel * channels + channel] - means[channel]
          z[pixel * channels + channel] = difference
          scale[channel] += difference * difference
        }
      }
      poolGroups(scale, share: share)
      for channel in 0..<channels { scale[channel] = 1 / (scale[channel] + 1e-5).squareRoot() }
      for pixel in 0..<pixels {
        for channel in 0..<channels {
          let value = z[pixel * channels + channel] * scale[channel]
          z[pixel * channels + channel] = value
          y[pixel * channels + channel] = gains[channel] * value + shifts[channel]
        }
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let inputGradient = pass.gradient(input)
    let outputGradient = pass.gradient(output)
    let gains = pass.value(self.gains).start
    let gainGradients = pass.gradient(self.gains).start
    let shiftGradients = pass.gradient(shifts).start
    let normalised = pass.workspace(normalised)
    let scales = pass.workspace(scales)
    let sums = pass.workspace(sums)
    let (slopes, products) = (sums.start, sums.start + sums.stride)
    let pixels = inputGradient.columns / channels
    let share = Scalar(groupCount) / Scalar(inputGradient.columns)
    for channel in 0..<channels {
      gainGradients[channel] = 0
      shiftGradients[channel] = 0
    }
    for row in 0..<inputGradient.rows {
      let x = inputGradient.start + row * inputGradient.stride
      let y = outputGradient.start + row * outputGradient.stride
      let z = normalised.start + row * normalised.stride
      let scale = scales.start + row * scales.stride
      for channel in 0..<channels {
        slopes[channel] = 0
        products[channel] = 0
      }
      for pixel in 0..<pixels {
        for channel in 0..<channels {
          let slope = y[pixel * channels + channel]
          slopes[channel] += slope
          products[channel] += slope * z[pixel * channels + channel]
        }
      }
      for channel in 0..<channels {
        shiftGradients[channel] += slopes[channel]
        gainGradients[channel] += products[channel]
        slopes[channel] *= gains[channel]
        products[channel] *= gains[channel]
      }
      poolGroups(slopes, share: share)
      poolGroups(products, share: share)
      for pixel in 0..<pixels {
        for channel in 0..<channels {
          let position = pixel * channels + channel
          let direct = gains[channel] * y[position] - slopes[channel]
          x[position] = scale[channel] * (direct - z[position] * products[channel])
        }
      }
    }
  }

  /// Replaces the sums of channels by `share` times those of their groups.
  @inline(__always)
  private func poolGroups(_ sums: UnsafeMutablePointer<Scalar>, share: Scalar) {
    let width = channels / groupCount
    for first in stride(from: 0, to: channels, by: width) {
      var sum: Scalar = 0
      for channel in first..<(first + width) { sum += sums[channel] }
      for channel in first..<(first + width) { sums[channel] = share * sum }
    }
  }
}

extension GraphBuilder {
  /// Records the normalisation of groups of channels, its gains one and its shifts zero at first.
  ///
  /// - `groups`: how many groups of neighbouring channels.
  /// - Precondition: the channels are a multiple of the groups.
  @_specialize(where Scalar == Float)
  package mutating func groupNormalisation(_ input: FeatureMap, groups: Int) -> FeatureMap {
    let channels = input.shape.channels
    precondition(groups > 0 && channels.isMultiple(of: groups))
    let columns = input.value.columns
    let output = value(columns: columns)
    record(
      GroupNormalisation(
        input: input.value, output: output,
        gains: parameter(rows: 1, columns: channels, initialiser: ConstantInitialiser<Scalar>(1)),
        shifts: parameter(rows: 1, columns: channels), groupCount: groups,
        normalised: workspace(rows: batchCapacity, columns: columns),
        scales: workspace(rows: batchCapacity, columns: channels),
        sums: workspace(rows: 2, columns: channels)))
    return FeatureMap(output, shape: input.shape)
  }
}
