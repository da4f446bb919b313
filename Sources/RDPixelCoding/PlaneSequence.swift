import RDCoding

/// Codes the planes of a picture one after the other, each with the two before it in view.
///
/// Encoder and decoder are the same code, with another channel.
package enum PlaneSequence {
  /// Codes planes.
  ///
  /// - Parameters:
  ///   - planes: the planes of the picture in the order of coding, each of shape `[height, width]`; a decoder fills them in.
  ///   - width: columns of each.
  ///   - height: rows of each.
  ///   - maximum: the greatest sample.
  ///   - channel: the coder; if it is exhausted, the rest of the samples are worthless and left out.
  package static func code<Channel: BinaryChannel>(
    _ planes: inout [[UInt16]], width: Int, height: Int, maximum: Int, in channel: inout Channel
  ) {
    var complete: [PixelPlane] = []
    for index in planes.indices {
      let plane = PixelPlane(width: width, height: height, middle: Float((maximum + 1) / 2))
      let predictor = SamplePredictor(plane: plane, completePlanes: complete, maximum: maximum)
      let coder = SampleCoder(plane: plane, completePlanes: complete, maximum: maximum)
      for row in 0..<height {
        for column in 0..<width {
          let position = row &* width &+ column
          if position & 4095 == 0, channel.isExhausted { return }
          predictor.predict(row: row, column: column)
          let sample = coder.code(
            Int(planes[index][position]), row: row, column: column, predictor: predictor,
            in: &channel)
          planes[index][position] = UInt16(sample)
          plane.set(Float(sample), row: row, column: column)
          predictor.learn(Float(sample), row: row, column: column)
        }
      }
      plane.close()
      complete = [plane] + complete.prefix(1)
    }
  }
}
