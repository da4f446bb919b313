import RDCore

/// Nearest-neighbour upsampling: each pixel becomes a square block.
package struct Upsampling<Scalar: EngineScalar>: Node {
  /// The input, shape `[batch, blocks * channels]`.
  let input: Value

  /// The output, shape `[batch, height * width * channels]`.
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
      geometry.forEachPixel { fine, coarse, _ in
        for channel in 0..<channels { y[fine + channel] = x[coarse + channel] }
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let inputGradient = pass.gradient(input)
    let outputGradient = pass.gradient(output)
    let channels = geometry.fine.channels
    for row in 0..<inputGradient.rows {
      let x = inputGradient.start + row * inputGradient.stride
      let y = outputGradient.start + row * outputGradient.stride
      geometry.forEachPixel { fine, coarse, isFirst in
        if isFirst {
          for channel in 0..<channels { x[coarse + channel] = y[fine + channel] }
        } else {
          for channel in 0..<channels { x[coarse + channel] += y[fine + channel] }
        }
      }
    }
  }
}

extension GraphBuilder {
  /// Records nearest-neighbour upsampling.
  ///
  /// - `factor`: rows and columns of a block.
  /// - Precondition: `factor` is positive.
  @_specialize(where Scalar == Float)
  package mutating func upsampling(_ input: FeatureMap, factor: Int) -> FeatureMap {
    upsampling(
      input, factor: factor,
      to: ImageShape(
        height: factor * input.shape.height, width: factor * input.shape.width,
        channels: input.shape.channels))
  }

  /// Records that each pixel becomes a square block of pixels like it, cut off at the lower and right edge of a map: the way back from a
  /// pooling that keeps incomplete blocks.
  ///
  /// - `factor`: rows and columns of a block.
  /// - Precondition: `factor` is positive, and every pixel of the input has a part of the map.
  @_specialize(where Scalar == Float)
  package mutating func upsampling(
    _ input: FeatureMap, factor: Int, to shape: ImageShape
  ) -> FeatureMap {
    precondition(factor > 0)
    let geometry = BlockGeometry(dividing: shape, size: factor, keepsIncomplete: true)
    precondition(geometry.coarse == input.shape, "the blocks do not fill the map")
    let output = value(columns: shape.elementCount)
    record(Upsampling(input: input.value, output: output, geometry: geometry))
    return FeatureMap(output, shape: shape)
  }
}
