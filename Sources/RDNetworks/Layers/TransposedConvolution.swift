import RDCore

/// A transposed convolution: each pixel `x` of the input adds its patch `x W` to the output under its window, and `f(. + b)` of the sums
/// follows.
///
/// Without `f` and `b` it is the adjoint of the `Convolution` from the output to the input with the same windows.
package struct TransposedConvolution<Scalar: EngineScalar>: Node {
  /// The input maps.
  let input: FeatureMap

  /// The output images.
  let output: FeatureMap

  /// `W`, shape `[input channels, kernel * kernel * output channels]`.
  package let weights: Parameter

  let windows: PatchWorkspace<Scalar>

  /// `b` and `f`.
  let following: ChannelActivation<Scalar>

  package var inputs: [Value] { [input.value] }

  package func forward(in pass: Pass<Scalar>) {
    let maps = pass.value(input.value)
    let images = pass.value(output.value)
    let weights = pass.value(weights)
    following.begin(in: pass)
    windows.forEachGroup(in: pass) { rows, patches in
      maps.rows(rows).forEachPixelMatrix(channels: input.shape.channels) { pixels, positions in
        patches.rows(positions).setProduct(.asStored, pixels, .asStored, weights, plus: 0)
      }
      windows.scatter(patches, into: images.rows(rows))
      following.forward(images.rows(rows), in: pass)
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let maps = pass.value(input.value)
    let gradients = pass.gradient(output.value)
    let weights = pass.value(weights)
    let weightGradient = pass.gradient(self.weights)
    following.backward(pass.value(output.value), gradients, in: pass)
    windows.forEachGroup(in: pass) { rows, patches in
      windows.gather(gradients.rows(rows), into: patches)
      maps.rows(rows).forEachPixelMatrix(channels: input.shape.channels) { pixels, positions in
        let isFirst = rows.lowerBound == 0 && positions.lowerBound == 0
        weightGradient.setProduct(
          .transposed, pixels, .asStored, patches.rows(positions), plus: isFirst ? 0 : 1)
      }
      guard !input.value.isData else { return }
      let inputGradients = pass.gradient(input.value).rows(rows)
      inputGradients.forEachPixelMatrix(channels: input.shape.channels) { pixels, positions in
        pixels.setProduct(.asStored, patches.rows(positions), .transposed, weights, plus: 0)
      }
    }
  }
}

extension GraphBuilder {
  /// Records a transposed convolution, its biases zero.
  ///
  /// - `filters`: channels of the output.
  /// - `kernel`: pixels along a side of the window.
  /// - `stride`: pixels of the output from one window to the next.
  /// - `initialisation`: the range of the initial weights. The fan-in is `kernel^2 * channels / stride^2`, and the fan-out
  ///   `kernel^2 * filters`.
  /// - Precondition: all counts are positive.
  @_specialize(where Scalar == Float)
  package mutating func transposedConvolution(
    _ input: FeatureMap, filters: Int, kernel: Int, stride: Int = 1,
    activation: Activation, initialisation: WeightInitialisation = .glorot, seed: SeedPath
  ) -> FeatureMap {
    let geometry = PatchGeometry(
      from: input.shape, channels: filters, kernel: kernel, stride: stride)
    let output = FeatureMap(
      value(columns: geometry.image.elementCount), shape: geometry.image)
    record(
      TransposedConvolution(
        input: input, output: output,
        weights: parameter(
          rows: input.shape.channels, columns: geometry.patchSize,
          initialiser: initialisation.initialiser(
            inputCount: max(1, kernel * kernel * input.shape.channels / (stride * stride)),
            outputCount: geometry.patchSize, seed: seed)),
        windows: patchWorkspace(geometry),
        following: channelActivation(channels: filters, activation)))
    return output
  }
}
