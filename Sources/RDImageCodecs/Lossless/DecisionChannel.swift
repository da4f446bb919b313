import RDCoding

/// Where the decisions of a ``SampleModel`` go to or come from: one pass over the samples then encodes, decodes or learns.
protocol DecisionChannel {
  /// What can go wrong: nothing where decisions are known.
  associatedtype Failure: Error

  /// Passes a decision on.
  ///
  /// - Parameters:
  ///   - bit: the decision, where it is known.
  ///   - model: a model that is prepared for it, which learns it.
  /// - Returns: the decision.
  /// - Throws: what reading a stream may throw.
  mutating func pass(
    _ bit: Int?, updating model: inout MixedBitModel
  ) throws(Failure) -> Int
}

struct EncodingChannel: DecisionChannel {
  package var encoder = RangeEncoder()

  @inline(__always)
  package mutating func pass(_ bit: Int?, updating model: inout MixedBitModel) throws(Never) -> Int
  {
    guard let bit else { preconditionFailure("an encoder knows its samples") }
    encoder.encode(bit, updating: &model)
    return bit
  }
}

struct DecodingChannel: DecisionChannel {
  package var decoder: RangeDecoder

  @inline(__always)
  package mutating func pass(
    _ bit: Int?, updating model: inout MixedBitModel
  ) throws(CodingError) -> Int {
    try decoder.decode(updating: &model)
  }
}

/// Decisions are learned only.
struct LearningChannel: DecisionChannel {
  @inline(__always)
  package mutating func pass(_ bit: Int?, updating model: inout MixedBitModel) throws(Never) -> Int
  {
    guard let bit else { preconditionFailure("a training image is known") }
    model.update(with: bit)
    return bit
  }
}
