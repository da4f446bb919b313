import RDCore
import RDNetworks

/// The analysis and the synthesis of a trained transform codec for images of one size.
///
/// An instance is confined to one thread at a time.
package final class CodecTransform: @unchecked Sendable {
  package let architecture: TransformCodecArchitecture

  /// Rows of the images, a multiple of the stride.
  package let height: Int

  /// Pixels in a row, a multiple of the stride.
  package let width: Int
  private let network: TransformCodecNetwork<Float>

  package init(
    _ architecture: TransformCodecArchitecture, parameters: [[Float]], height: Int, width: Int,
    batchCapacity: Int
  ) {
    self.architecture = architecture
    self.height = height
    self.width = width
    network = TransformCodecNetwork(
      architecture, height: height, width: width, batchCapacity: batchCapacity, lambda: 1,
      seed: SeedPath(root: 0))
    precondition(parameters.count == network.graph.parameters.count)
    for (parameter, numbers) in zip(network.graph.parameters, parameters) {
      network.graph.setNumbers(of: parameter, to: numbers)
    }
  }

  package var batchCapacity: Int { network.graph.batchCapacity }

  /// The rows, columns and channels of an image's latents.
  package var latentShape: ImageShape { network.latents.shape }

  /// The latents of a batch of images.
  ///
  /// - Parameters:
  ///   - count: images, at most ``batchCapacity``.
  ///   - fill: writes the samples of an image, from 0 to 1, into a row.
  ///   - use: reads the latents of an image from a row.
  package func analyse(
    count: Int, fill: (Int, UnsafeMutablePointer<Float>) -> Void,
    use: (Int, UnsafePointer<Float>) -> Void
  ) {
    run(
      count: count, from: network.input, through: network.analysis, to: network.latents.value,
      fill: fill, use: use)
  }

  /// The images of a batch of latents, samples from 0 to 1 up to rounding.
  package func synthesise(
    count: Int, fill: (Int, UnsafeMutablePointer<Float>) -> Void,
    use: (Int, UnsafePointer<Float>) -> Void
  ) {
    run(
      count: count, from: network.quantised.value, through: network.synthesis,
      to: network.output.value, fill: fill, use: use)
  }

  private func run(
    count: Int, from source: Value, through nodes: Range<Int>, to target: Value,
    fill: (Int, UnsafeMutablePointer<Float>) -> Void, use: (Int, UnsafePointer<Float>) -> Void
  ) {
    let pass = network.graph.pass(rowCount: count, mode: .evaluation)
    let input = pass.value(source)
    for row in 0..<count { fill(row, input.start + row * input.stride) }
    network.graph.forward(nodes, in: pass)
    let output = pass.value(target)
    for row in 0..<count { use(row, output.start + row * output.stride) }
  }
}
