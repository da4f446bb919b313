/// A learned code of blocks of samples: analysis, rounding, a factorised entropy model, and synthesis.
package struct BlockCodeArchitecture: Sendable, Equatable {
  /// Samples of a block, and latents of it; positive.
  package let blockLength: Int

  /// The widths of the layers between samples and latents, and mirrored between latents and samples; none for linear transforms.
  package let hiddenWidths: [Int]

  /// The activation of those layers.
  package let activation: Activation

  /// The surrogate of rounding in training.
  package var surrogate: QuantisationSurrogate

  /// The weight of a unit of squared error relative to a bit, positive.
  package var distortionWeight: Double

  /// An architecture.
  ///
  /// - Precondition: all numbers are positive.
  package init(
    blockLength: Int, hiddenWidths: [Int], activation: Activation,
    surrogate: QuantisationSurrogate, distortionWeight: Double
  ) {
    precondition(blockLength > 0 && hiddenWidths.allSatisfy { $0 > 0 } && distortionWeight > 0)
    self.blockLength = blockLength
    self.hiddenWidths = hiddenWidths
    self.activation = activation
    self.surrogate = surrogate
    self.distortionWeight = distortionWeight
  }
}

extension BlockCodeArchitecture: CustomStringConvertible {
  package var description: String {
    "block-code:length=\(blockLength),hidden=\(hiddenWidths.map(String.init).joined(separator: "/")),"
      + "activation=\(activation.name),surrogate=\(surrogate.rawValue),distortion-weight=\(distortionWeight)"
  }
}
