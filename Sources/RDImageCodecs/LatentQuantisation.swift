/// The encoder's quantisation of latents; the decoder uses the integers themselves as input of the synthesis.
package struct LatentQuantisation: Sendable, Equatable {
  /// The weight of a unit of squared error of each latent, in bits, shape `[channels]`.
  ///
  /// An encoder minimises code length plus weighted error. All zero for rounding to the nearest.
  package let distortionWeights: [Float]

  package init(distortionWeights: [Float]) {
    self.distortionWeights = distortionWeights
  }

  package static func nearest(channels: Int) -> LatentQuantisation {
    LatentQuantisation(distortionWeights: Array(repeating: 0, count: channels))
  }

  package var isNearest: Bool { distortionWeights.allSatisfy { $0 == 0 } }
}
