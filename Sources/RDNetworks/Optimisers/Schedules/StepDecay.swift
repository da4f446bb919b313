import RDCore
import RealModule

/// A learning rate that drops by a factor every few epochs: `factor^floor(epoch / every)`.
///
/// Written `step:every=30,factor=0.5`; the factor is one half if it is left out. Nothing depends on how many epochs there will be, so a
/// training can be continued for longer than was planned.
package struct StepDecay: LearningRateFactor {
  static let name = "step"

  /// Epochs between two drops, at least 1.
  package let every: Int

  /// The factor of each drop, in `(0, 1]`.
  package let factor: Double

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` for other keys or values out of range.
  package init(_ descriptor: Descriptor, epochs: Int) throws(DescriptorError) {
    try descriptor.checkKeys(["every", "factor"])
    every = try descriptor.wholeNumber("every", in: 1...1_000_000)
    factor = try descriptor.number(
      "factor", default: 0.5, expected: "above 0 and at most 1", where: { $0 > 0 && $0 <= 1 })
  }

  /// The descriptor with all parameters.
  package var descriptor: Descriptor {
    Descriptor(
      name: Self.name, parameters: [("every", String(every)), ("factor", String(factor))])
  }

  package func value(atStep step: Int, stepsPerEpoch: Int) -> Double {
    Double.pow(factor, step / stepsPerEpoch / every)
  }
}

extension Descriptor {
  /// The integer of a range that a parameter holds, which must be given.
  ///
  /// - Throws: `DescriptorError`.
  func wholeNumber(_ key: String, in range: ClosedRange<Int>) throws(DescriptorError) -> Int {
    let expected = "an integer from \(range.lowerBound) to \(range.upperBound)"
    return Int(
      try requiredNumber(key, expected: expected) {
        $0.rounded() == $0 && $0 >= Double(range.lowerBound) && $0 <= Double(range.upperBound)
      })
  }
}
