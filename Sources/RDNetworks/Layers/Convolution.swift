import RDCore

/// A convolution: each pixel of the output is `f(p W + b)` of the patch `p` of the input under its window.
///
/// As usual in machine learning the kernel is not mirrored: strictly this is a cross-correlation.
package struct Convolution<Scalar: EngineScalar>: Node {
  let input: FeatureMap
  let output: FeatureMap

  /// `W`, shape `[kernel * kernel * input channels, output channels]`.
  package let weights: Parameter

  let windows: PatchWorkspace<Scalar>

  /// `b` and `f`.
  let following: ChannelActivation<Scalar>

  package var inputs: [Value] { [input.value] }

  package func forward(in pass: Pass<Scalar>) {
    let images = pass.value(input.value)
    let maps = pass.value(output.value)
    let weights = pass.value(weights)
    following.begin(in: pass)
    windows.forEachGroup(in: pass) { rows, patches in
      windows.gather(images.rows(rows), into: patches)
      maps.rows(rows).forEachPixelMatrix(channels: output.shape.channels) { pixels, positions in
        pixels.setProduct(.asStored, patches.rows(positions), .asStored, weights, plus: 0)
      }
      following.forward(maps.rows(rows), in: pass)
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let images = pass.value(input.value)
    let gradients = pass.gradient(output.value)
    let weights = pass.value(weights)
    let weightGradient = pass.gradient(self.weights)
    following.backward(pass.value(output.value), gradients, in: pass)
    windows.forEachGroup(in: pass) { rows, patches in
      windows.gather(images.rows(rows), into: patches)
      gradients.rows(rows).forEachPixelMatrix(channels: output.shape.channels) {
        pixels, positions in
        let isFirst = rows.lowerBound == 0 && positions.lowerBound == 0
        weightGradient.setProduct(
          .transposed, patches.rows(positions), .asStored, pixels, plus: isFirst ? 0 : 1)
        guard !input.value.isData else { return }
        patches.rows(positions).setProduct(.asStored, pixels, .transposed, weights, plus: 0)
      }
      guard !input.value.isData else { return }
      windows.scatter(patches, into: pass.gradient(input.value).rows(rows))
    }
  }
}

extension GraphBuilder {
  /// Records a convolution, its biases zero.
  ///
  /// - `filters`: channels of the output.
  /// - `kernel`: pixels along a side of the window.
  /// - `stride`: pixels from one window to the next.
  /// - `initialisation`: the range of the initial weights. The fan-in is `kernel^2 * channels`, and the fan-out
  ///   `kernel^2 * filters / stride^2`.
  /// - Precondition: all counts are positive.
  @_specialize(where Scalar == Float)
  package mutating func convolution(
    _ input: FeatureMap, filters: Int, kernel: Int, stride: Int = 1,
    activation: Activation, initialisation: WeightInitialisation = .glorot, seed: SeedPath
  ) -> FeatureMap {
    let geometry = PatchGeometry(over: input.shape, kernel: kernel, stride: stride)
    let shape = ImageShape(
      height: geometry.mapHeight, width: geometry.mapWidth, channels: filters)
    let output = FeatureMap(value(columns: shape.elementCount), shape: shape)
    record(
      Convolution(
        input: input, output: output,
        weights: parameter(
          rows: geometry.patchSize, columns: filters,
          initialiser: initialisation.initialiser(
            inputCount: geometry.patchSize,
            outputCount: max(1, kernel * kernel * filters / (stride * stride)), seed: seed)),
        windows: patchWorkspace(geometry),
        following: channelActivation(channels: filters, activation)))
    return output
  }
}
