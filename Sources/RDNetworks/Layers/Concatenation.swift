import RDCore

/// The concatenation of two feature maps along the channels.
package struct Concatenation<Scalar: EngineScalar>: Node {
  /// The maps, shapes `[batch, pixels * firstChannels]` and `[batch, pixels * secondChannels]`.
  package let first: Value
  package let second: Value

  /// Both, shape `[batch, pixels * (firstChannels + secondChannels)]`.
  let output: Value

  let pixelCount: Int

  package var inputs: [Value] { [first, second] }

  package func forward(in pass: Pass<Scalar>) {
    let output = pass.value(output)
    copy(pass.value(first), into: output, from: 0)
    copy(pass.value(second), into: output, from: first.columns / pixelCount)
  }

  package func backward(in pass: Pass<Scalar>) {
    let gradient = pass.gradient(output)
    // Data has memory for a gradient too, which is never read.
    take(pass.gradient(first), from: gradient, channel: 0)
    take(pass.gradient(second), from: gradient, channel: first.columns / pixelCount)
  }

  /// Writes a map's channels into those of the output from a channel on.
  @inline(__always)
  private func copy(_ map: Matrix<Scalar>, into output: Matrix<Scalar>, from channel: Int) {
    let width = map.columns / pixelCount
    let outputWidth = output.columns / pixelCount
    for row in 0..<map.rows {
      let source = map.start + row * map.stride
      let target = output.start + row * output.stride + channel
      for pixel in 0..<pixelCount {
        for index in 0..<width {
          target[pixel * outputWidth + index] = source[pixel * width + index]
        }
      }
    }
  }

  /// Reads a map's channels from those of the output.
  @inline(__always)
  private func take(_ map: Matrix<Scalar>, from output: Matrix<Scalar>, channel: Int) {
    let width = map.columns / pixelCount
    let outputWidth = output.columns / pixelCount
    for row in 0..<map.rows {
      let target = map.start + row * map.stride
      let source = output.start + row * output.stride + channel
      for pixel in 0..<pixelCount {
        for index in 0..<width {
          target[pixel * width + index] = source[pixel * outputWidth + index]
        }
      }
    }
  }
}

extension GraphBuilder {
  /// Records the concatenation of two maps along the channels, as in a skip connection.
  ///
  /// - `first`: the map whose channels come first.
  /// - Returns: a map with the channels of both.
  /// - Precondition: both have the same height and width.
  @_specialize(where Scalar == Float)
  package mutating func concatenation(_ first: FeatureMap, _ second: FeatureMap) -> FeatureMap {
    precondition(
      first.shape.height == second.shape.height && first.shape.width == second.shape.width)
    let output = value(columns: first.value.columns + second.value.columns)
    record(
      Concatenation(
        first: first.value, second: second.value, output: output,
        pixelCount: first.shape.pixelCount))
    return FeatureMap(
      output,
      shape: ImageShape(
        height: first.shape.height, width: first.shape.width,
        channels: first.shape.channels + second.shape.channels))
  }
}
