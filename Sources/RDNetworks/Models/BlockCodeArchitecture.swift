import RDCore

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

extension BlockCodeArchitecture {
  /// The name of its descriptors.
  package static let name = "block-code"

  /// The numbers of weights and biases of the dense layers.
  package var layerParameterCount: Int {
    let widths = [blockLength] + hiddenWidths + [blockLength]
    return 2 * zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }

  /// The descriptor from which the architecture is read again.
  package var descriptor: Descriptor {
    let hidden = hiddenWidths.map(String.init).joined(separator: "/")
    return Descriptor(
      name: Self.name,
      parameters: [("length", "\(blockLength)")]
        + (hiddenWidths.isEmpty ? [] : [("hidden", hidden)]) + [
          ("activation", activation.name), ("surrogate", surrogate.rawValue),
          ("distortion-weight", "\(distortionWeight)"),
        ])
  }

  /// Reads a descriptor, within ``limits``.
  ///
  /// - Throws: `DescriptorError`; `UnknownName`.
  package init(_ descriptor: Descriptor) throws {
    try descriptor.checkKeys(["length", "hidden", "activation", "surrogate", "distortion-weight"])
    func isWidth(_ number: Double, _ limit: Int) -> Bool {
      number == number.rounded() && 1...Double(limit) ~= number
    }
    let limits = Self.limits
    let length = try descriptor.requiredNumber(
      "length", expected: "an integer from 1 to \(limits.blockLength)"
    ) { isWidth($0, limits.blockLength) }
    let hidden =
      descriptor.text("hidden") == nil
      ? []
      : try descriptor.numbers("hidden", expected: "integers from 1 to \(limits.width)") {
        isWidth($0, limits.width)
      }
    guard hidden.count <= limits.layers else {
      throw DescriptorError.badValue(
        descriptor: descriptor.description, key: "hidden", value: descriptor.text("hidden") ?? "",
        expected: "at most \(limits.layers) widths")
    }
    self.init(
      blockLength: Int(length), hiddenWidths: hidden.map { Int($0) },
      activation: try ActivationCatalogue.all.entry(named: descriptor.text("activation") ?? ""),
      surrogate: try descriptor.choice("surrogate", default: .additiveNoise),
      distortionWeight: try descriptor.requiredNumber(
        "distortion-weight", expected: "above 0", where: { $0 > 0 }))
  }

  /// The greatest sizes.
  package static let limits = (blockLength: 256, width: 4096, layers: 8)
}

extension BlockCodeArchitecture: CustomStringConvertible {
  package var description: String { descriptor.description }
}
