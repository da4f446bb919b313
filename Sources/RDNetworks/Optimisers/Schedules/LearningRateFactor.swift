import RDCore

/// One factor of a learning-rate schedule.
///
/// A new one is a file in this folder and a line in `LearningRateFactorCatalogue`.
package protocol LearningRateFactor: Sendable {
  /// The descriptor with all parameters.
  var descriptor: Descriptor { get }

  /// The factor of one step.
  ///
  /// - `stepsPerEpoch`: the steps of an epoch, positive.
  /// - Returns: a number from 0 to 1.
  func value(atStep step: Int, stepsPerEpoch: Int) -> Double

  /// Reads a factor.
  ///
  /// - Throws: `DescriptorError`.
  init(_ descriptor: Descriptor, epochs: Int) throws(DescriptorError)
}
