import RDCore

extension DiscreteDistribution {
  /// The greatest deviation of the probabilities' sum from 1, for rounding to ten digits.
  private static let sumTolerance = 1e-9

  /// The entry of the catalogue for binary symbols.
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
      .init("probabilities", default: nil, "of each symbol, as in 0.5/0.3/0.2, adding up to 1"),
      .init(
        "values", default: nil, "the number that each stands for, as in -1/0/2, for mse and mae"),
    ],
    example: "discrete:probabilities=0.5/0.3/0.2"
  ) { .discrete(try DiscreteDistribution($0)) }

  /// Reads `discrete:probabilities=…/…[,values=…/…]`.
  ///
  /// - Throws: `DescriptorError` for a probability out of range, a sum other than 1, a symbol of probability 1, or values that do
  ///   not fit.
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
    guard descriptor.text("values") != nil else {
      self.init(weights: probabilities)
      return
    }
    let values = try descriptor.numbers("values", expected: "a number between -1e150 and 1e150") {
      abs($0) <= SourceScale.range.upperBound
    }
    guard values.count == probabilities.count else {
      throw .inconsistent(
        descriptor: descriptor.description,
        reason: "there are \(probabilities.count) probabilities, but \(values.count) values")
    }
    let sorted = values.sorted()
    let width = sorted[sorted.count - 1] - sorted[0]
    guard SourceScale.range.contains(width),
      zip(sorted, sorted.dropFirst()).allSatisfy({ $1 - $0 >= Self.leastGap * width })
    else {
      throw .inconsistent(
        descriptor: descriptor.description,
        reason: "two values are the same, or closer than \(Self.leastGap) of the range of all")
    }
    self.init(weights: probabilities, values: values)
  }
}
