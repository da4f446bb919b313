import RDCore
import RealModule

/// A learning rate that falls along half a cosine over a part of the training, and then stays: 1 up to epoch `from`, `floor` from epoch
/// `until` on, and in between `floor + (1 - floor) (1 + cos(pi (t - from) / (until - from))) / 2` at epoch `t`.
///
/// Written `cosine:from=4,until=8,floor=0.01`. What is left out is the second half of the training and a floor of 0.01: `cosine` alone
/// reads as that of the epochs there will be, and is then another schedule for another number of epochs.
///
/// > Source: [loshchilov2017], equation 5, without restarts.
package struct CosineDecay: LearningRateFactor {
  static let name = "cosine"

  /// The epoch, counted from 0, at which the fall begins.
  package let from: Double

  /// The epoch at which it ends, after `from`.
  package let until: Double

  /// What is left in the end, from 0 to 1.
  package let floor: Double

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` for other keys or values out of range.
  package init(_ descriptor: Descriptor, epochs: Int) throws(DescriptorError) {
    try descriptor.checkKeys(["from", "until", "floor"])
    let until = try descriptor.number(
      "until", default: Double(epochs), expected: "a positive number of epochs", where: { $0 > 0 })
    self.until = until
    from = try descriptor.number(
      "from", default: until / 2, expected: "an epoch from 0 to before \(until)",
      where: { $0 >= 0 && $0 < until })
    floor = try descriptor.number(
      "floor", default: 0.01, expected: "from 0 to 1", where: { $0 >= 0 && $0 <= 1 })
  }

  /// The descriptor with all parameters.
  package var descriptor: Descriptor {
    Descriptor(
      name: Self.name,
      parameters: [("from", String(from)), ("until", String(until)), ("floor", String(floor))])
  }

  package func value(atStep step: Int, stepsPerEpoch: Int) -> Double {
    let epoch = Double(step) / Double(stepsPerEpoch)
    let fallen = min(max((epoch - from) / (until - from), 0), 1)
    return floor + (1 - floor) * (1 + Double.cos(.pi * fallen)) / 2
  }
}
