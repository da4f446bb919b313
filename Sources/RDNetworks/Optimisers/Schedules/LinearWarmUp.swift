import RDCore

/// A learning rate that rises over the first steps: `min(1, (step + 1) / steps)`.
///
/// Written `warm-up:steps=100`.
package struct LinearWarmUp: LearningRateFactor {
  static let name = "warm-up"

  /// The steps of the rise, at least 1.
  package let steps: Int

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` for other keys or values out of range.
  package init(_ descriptor: Descriptor, epochs: Int) throws(DescriptorError) {
    try descriptor.checkKeys(["steps"])
    steps = try descriptor.wholeNumber("steps", in: 1...1_000_000_000)
  }

  /// The descriptor with all parameters.
  package var descriptor: Descriptor {
    Descriptor(name: Self.name, parameters: [("steps", String(steps))])
  }

  package func value(atStep step: Int, stepsPerEpoch: Int) -> Double {
    step >= steps ? 1 : Double(step + 1) / Double(steps)
  }
}
