/// The maximum over square blocks of pixels, for each channel; its gradient goes to the last of the pixels that have it.
package struct MaximumPooling<Scalar: EngineScalar>: Node {
  /// What comes in, shape `[batch, height * width * channels]`.
  let input: Value

  /// The maxima, shape `[batch, blocks * channels]`.
  let output: Value

  /// Which pixels make up the blocks.
  let geometry: BlockGeometry

  /// Where each maximum of a row was found last, shape `[1, blocks * channels]`.
  let places: Workspace

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
    let places = pass.workspace(places).start
    let channels = geometry.fine.channels
    for row in 0..<input.rows {
      let x = input.start + row * input.stride
      let y = output.start + row * output.stride
      let gradient = inputGradient.start + row * inputGradient.stride
      let slopes = outputGradient.start + row * outputGradient.stride
      geometry.forEachPixel { fine, coarse, _ in
        for channel in 0..<channels where x[fine + channel] == y[coarse + channel] {
          places[coarse + channel] = Scalar(fine / channels)
        }
      }
      for place in 0..<inputGradient.stride { gradient[place] = 0 }
      for place in 0..<output.columns {
        gradient[Int(places[place]) * channels + place % channels] = slopes[place]
      }
    }
  }
}

extension GraphBuilder {
  /// Records the maxima over square blocks of pixels.
  ///
  /// - Parameters:
  ///   - input: what it reads.
  ///   - size: rows and columns of a block.
  ///   - keepsIncomplete: whether an incomplete last row or column of blocks counts too, or is left out.
  /// - Returns: the maxima.
  /// - Precondition: one block at least fits into the map, which has at most 2^24 pixels.
  @_specialize(where Scalar == Float)
  package mutating func maximumPooling(
    _ input: FeatureMap, size: Int, keepsIncomplete: Bool = false
  ) -> FeatureMap {
    precondition(input.shape.pixelCount <= 1 << 24, "places are kept in single precision")
    let geometry = BlockGeometry(
      dividing: input.shape, size: size, keepsIncomplete: keepsIncomplete)
    let output = value(columns: geometry.coarse.elementCount)
    record(
      MaximumPooling(
        input: input.value, output: output, geometry: geometry,
        places: workspace(rows: 1, columns: geometry.coarse.elementCount)))
    return FeatureMap(output, shape: geometry.coarse)
  }
}
