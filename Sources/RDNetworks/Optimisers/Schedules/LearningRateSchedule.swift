import RDCore

/// A learning-rate schedule: a product of factors, none for a constant rate.
///
/// Written `constant`, or as a list such as `warm-up:steps=100,cosine:from=4,until=8`.
package struct LearningRateSchedule: Sendable {
  /// The factors.
  package let factors: [any LearningRateFactor]

  /// The schedule of some factors.
  package init(_ factors: [any LearningRateFactor] = []) {
    self.factors = factors
  }

  /// The constant schedule.
  package static let constant = LearningRateSchedule()

  /// Reads a schedule.
  ///
  /// - Parameters:
  ///   - text: as it is written.
  ///   - epochs: the epochs that training is to have, for factors that end with it.
  /// - Throws: `UnknownName` or `DescriptorError`.
  package init(parsing text: String, epochs: Int) throws {
    let descriptors = text == "constant" ? [] : try Descriptor.list(parsing: text)
    self.init(
      try descriptors.map { descriptor in
        try LearningRateFactorCatalogue.all.entry(named: descriptor.name)
          .init(descriptor, epochs: epochs)
      })
  }

  /// The product of the factors for one step.
  ///
  /// - Parameters:
  ///   - step: the steps taken before it.
  ///   - stepsPerEpoch: the steps of an epoch, positive.
  /// - Returns: a number from 0 to 1.
  package func value(atStep step: Int, stepsPerEpoch: Int) -> Double {
    var product = 1.0
    for factor in factors {
      product *= factor.value(atStep: step, stepsPerEpoch: stepsPerEpoch)
    }
    return product
  }
}

extension LearningRateSchedule: CustomStringConvertible, Equatable {
  /// The text that ``init(parsing:epochs:)`` reads, with nothing left to the number of epochs.
  package var description: String {
    factors.isEmpty ? "constant" : factors.map(\.descriptor.description).joined(separator: ",")
  }

  /// Whether both are written the same.
  package static func == (left: LearningRateSchedule, right: LearningRateSchedule) -> Bool {
    left.description == right.description
  }
}
