/// A trained transform codec: its network, the entropy code of its latents, and how it quantises.
///
/// Only the synthesis computes in floating point what a decoder gives: latents come back from a file exactly, and samples within
/// rounding of the arithmetic.
public struct TransformCodec: Sendable {
  /// The network's shape.
  public let architecture: TransformCodecArchitecture

  /// The parameters of the network, each row by row, in the order they are recorded.
  package let parameters: [[Float]]

  /// What a unit of squared error counts for, in bits: the trade that it was trained for.
  public let lambda: Double

  /// The entropy code of the latents.
  package let latentModel: LatentContextModel

  /// How latents are rounded and put back.
  package let quantisation: LatentQuantisation

  /// A codec of its parts.
  package init(
    architecture: TransformCodecArchitecture, parameters: [[Float]], lambda: Double,
    latentModel: LatentContextModel, quantisation: LatentQuantisation
  ) {
    self.architecture = architecture
    self.parameters = parameters
    self.lambda = lambda
    self.latentModel = latentModel
    self.quantisation = quantisation
  }

  /// Channels of the latents that are not always zero.
  public var liveChannelCount: Int { latentModel.liveChannels.count }

  /// The most pixels that the network is run on at once; larger images are cut into overlapping tiles.
  package static let pixelLimit = 1 << 19

  /// The network for images of one size.
  package func transform(height: Int, width: Int, batchCapacity: Int) -> CodecTransform {
    let pixels = height * width
    let capacity = max(1, min(batchCapacity, Self.pixelLimit / max(1, pixels)))
    return CodecTransform(
      architecture, parameters: parameters, height: height, width: width, batchCapacity: capacity)
  }
}
