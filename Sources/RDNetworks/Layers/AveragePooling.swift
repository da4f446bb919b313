/// The mean over square blocks of pixels, for each channel.
package struct AveragePooling<Scalar: EngineScalar>: Node {
  /// The input, shape `[batch, height * width * channels]`.
  let input: Value

  /// The means, shape `[batch, blocks * channels]`.
  let output: Value

  /// The geometry of the blocks.
  let geometry: BlockGeometry

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let channels = geometry.fine.channels
    let share = 1 / Scalar(geometry.size * geometry.size)
    for row in 0..<input.rows {
      let x = input.start + row * input.stride
      let y = output.start + row * output.stride
      geometry.forEachPixel { fine, coarse, isFirst in
        if isFirst {
          for channel in 0..<channels { y[coarse + channel] = share * x[fine + channel] }
        } else {
          for channel in 0..<channels { y[coarse + channel] += share * x[fine + channel] }
        }
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let inputGradient = pass.gradient(input)
    let outputGradient = pass.gradient(output)
    let channels = geometry.fine.channels
    let share = 1 / Scalar(geometry.size * geometry.size)
    for row in 0..<inputGradient.rows {
      let x = inputGradient.start + row * inputGradient.stride
      let y = outputGradient.start + row * outputGradient.stride
      // Pixels of no block have no gradient.
      for position in 0..<inputGradient.stride { x[position] = 0 }
      geometry.forEachPixel { fine, coarse, _ in
        for channel in 0..<channels { x[fine + channel] = share * y[coarse + channel] }
      }
    }
  }
}

extension GraphBuilder {
  /// Records the means over square blocks of pixels.
  ///
  /// - `size`: rows and columns of a block; incomplete blocks at the edges are omitted.
  /// - Precondition: at least one block fits into the map.
  @_specialize(where Scalar == Float)
  package mutating func averagePooling(_ input: FeatureMap, size: Int) -> FeatureMap {
    let geometry = BlockGeometry(dividing: input.shape, size: size)
    let output = value(columns: geometry.coarse.elementCount)
    record(AveragePooling(input: input.value, output: output, geometry: geometry))
    return FeatureMap(output, shape: geometry.coarse)
  }
}
