import Synchronization

/// A trained transform codec: its network, the entropy code of its latents, and their quantisation.
///
/// Only the synthesis of a decoder is in floating point: latents are decoded exactly, and samples up to
/// rounding.
package struct TransformCodec: Sendable {
  package let architecture: TransformCodecArchitecture

  /// The parameters of the network, each row by row, in the order they are recorded.
  package let parameters: [[Float]]

  /// The Lagrangian weight of a unit of squared error, in bits, that it was trained for.
  package let lambda: Double
  package let latentModel: LatentContextModel

  /// The quantisation of latents.
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

  /// The network of the last image size.
  private let last: LastTransform

  /// Runs a closure with the network for an image size.
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

/// A cache of one network, which is removed while in use.
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
