import RDCore

extension DiscreteDistribution {
  /// How far the probabilities' sum may lie from 1, for their rounding when they are written with ten digits.
  private static let sumTolerance = 1e-9

  /// The entry of the catalogue for two symbols.
  static let bernoulliEntry = SourceEntry(
    "independent bits", kind: .discrete,
    parameters: [.init("p", default: nil, "the probability of a 1, between 0 and 1")],
    example: "bernoulli:p=0.11"
  ) { descriptor in
    let p = try descriptor.requiredNumber("p", expected: "a number above 0 and below 1") {
      $0 > 0 && $0 < 1
    }
    return .discrete(DiscreteDistribution(weights: [1 - p, p]))
  }

  /// The entry of the catalogue for any number of symbols.
  static let entry = SourceEntry(
    "independent symbols 0, 1, 2, … of a finite alphabet", kind: .discrete,
    parameters: [
      .init("probabilities", default: nil, "of each symbol, as in 0.5/0.3/0.2, adding up to 1")
    ],
    example: "discrete:probabilities=0.5/0.3/0.2"
  ) { .discrete(try DiscreteDistribution($0)) }

  /// Reads `discrete:probabilities=…/…`.
  ///
  /// - Throws: `DescriptorError` for a probability out of range, ones that do not add up to 1, or if one symbol has all.
  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    let probabilities = try descriptor.numbers(
      "probabilities", expected: "a number from 0 to 1"
    ) { $0 >= 0 && $0 <= 1 }
    try descriptor.checkSum(
      of: probabilities, "probabilities", tolerance: Self.sumTolerance)
    guard probabilities.count(where: { $0 > 0 }) >= 2 else {
      throw .inconsistent(
        descriptor: descriptor.description,
        reason: "one symbol has all of the probability, so there is nothing to compress")
    }
    self.init(weights: probabilities)
  }
}
