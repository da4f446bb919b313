/// How an encoder makes integers of latents; a decoder takes the numbers themselves, which the synthesis has learnt to read.
package struct LatentQuantisation: Sendable, Equatable {
  /// What a unit of squared error of each latent weighs against its code length, in bits, shape `[channels]`.
  ///
  /// An encoder takes the number for which the two together are least. All zero for rounding to the nearest.
  package let distortionWeights: [Float]

  package init(distortionWeights: [Float]) {
    self.distortionWeights = distortionWeights
  }

  package static func nearest(channels: Int) -> LatentQuantisation {
    LatentQuantisation(distortionWeights: Array(repeating: 0, count: channels))
  }

  package var isNearest: Bool { distortionWeights.allSatisfy { $0 == 0 } }
}
