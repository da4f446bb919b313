/// The maximum over square blocks of pixels, for each channel; its gradient goes to the first of the pixels that have it.
package struct MaximumPooling<Scalar: EngineScalar>: Node {
  /// The input, shape `[batch, height * width * channels]`.
  let input: Value

  /// The maxima, shape `[batch, blocks * channels]`.
  let output: Value

  /// The geometry of the blocks.
  let geometry: BlockGeometry

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let channels = geometry.fine.channels
    for row in 0..<input.rows {
      let x = input.start + row * input.stride
      let y = output.start + row * output.stride
      geometry.forEachPixel { fine, coarse, isFirst in
        for channel in 0..<channels {
          let candidate = x[fine + channel]
          y[coarse + channel] = isFirst ? candidate : max(y[coarse + channel], candidate)
        }
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let inputGradient = pass.gradient(self.input)
    let outputGradient = pass.gradient(self.output)
    let channels = geometry.fine.channels
    for row in 0..<input.rows {
      let x = input.start + row * input.stride
      let y = output.start + row * output.stride
      let gradient = inputGradient.start + row * inputGradient.stride
      let slopes = outputGradient.start + row * outputGradient.stride
      // Pixels that are in no block, and the padding.
      gradient.update(repeating: 0, count: inputGradient.stride)
      geometry.forEachPixel { fine, coarse, _ in
        for channel in 0..<channels {
          let isFound = x[fine + channel] == y[coarse + channel]
          gradient[fine + channel] = isFound ? slopes[coarse + channel] : 0
          slopes[coarse + channel] = isFound ? 0 : slopes[coarse + channel]
        }
      }
    }
  }
}

extension GraphBuilder {
  /// Records the maxima over square blocks of pixels.
  ///
  /// - `size`: rows and columns of a block.
  /// - `keepsIncomplete`: whether an incomplete last row or column of blocks counts too, or is left out.
  /// - Precondition: there is a block.
  @_specialize(where Scalar == Float)
  package mutating func maximumPooling(
    _ input: FeatureMap, size: Int, keepsIncomplete: Bool = false
  ) -> FeatureMap {
    let geometry = BlockGeometry(
      dividing: input.shape, size: size, keepsIncomplete: keepsIncomplete)
    let output = value(columns: geometry.coarse.elementCount)
    record(
      MaximumPooling(input: input.value, output: output, geometry: geometry))
    return FeatureMap(output, shape: geometry.coarse)
  }
}
