import Synchronization

/// A trained transform codec: its network, the entropy code of its latents, and how it quantises.
///
/// Only the synthesis computes in floating point what a decoder gives: latents come back from a file exactly, and samples within
/// rounding of the arithmetic.
package struct TransformCodec: Sendable {
  package let architecture: TransformCodecArchitecture

  /// The parameters of the network, each row by row, in the order they are recorded.
  package let parameters: [[Float]]

  /// What a unit of squared error counts for, in bits: the trade that it was trained for.
  package let lambda: Double
  package let latentModel: LatentContextModel

  /// How latents are rounded and put back.
  package let quantisation: LatentQuantisation

  package init(
    architecture: TransformCodecArchitecture, parameters: [[Float]], lambda: Double,
    latentModel: LatentContextModel, quantisation: LatentQuantisation
  ) {
    self.architecture = architecture
    self.parameters = parameters
    self.lambda = lambda
    self.latentModel = latentModel
    self.quantisation = quantisation
    last = LastTransform()
  }

  /// Channels of the latents that are not always zero.
  package var liveChannelCount: Int { latentModel.liveChannels.count }

  /// The network that was used last, for images of the same size to come.
  private let last: LastTransform

  /// Does something with the network for images of one size.
  func withTransform<Product>(
    height: Int, width: Int, batchCapacity: Int, _ use: (CodecTransform) throws -> Product
  ) rethrows -> Product {
    let pixels = height * width
    let capacity = max(1, min(batchCapacity, architecture.pixelLimit / max(1, pixels)))
    let transform =
      last.take(height: height, width: width, batchCapacity: capacity)
      ?? CodecTransform(
        architecture, parameters: parameters, height: height, width: width,
        batchCapacity: capacity)
    defer { last.put(transform) }
    return try use(transform)
  }
}

/// A cache of one network, which is taken out while it is used.
private final class LastTransform: Sendable {
  private let transform = Mutex<CodecTransform?>(nil)

  package func take(height: Int, width: Int, batchCapacity: Int) -> CodecTransform? {
    transform.withLock { transform in
      guard let found = transform, found.height == height, found.width == width,
        found.batchCapacity == batchCapacity
      else { return nil }
      transform = nil
      return found
    }
  }

  package func put(_ used: CodecTransform) {
    transform.withLock { $0 = used }
  }
}
