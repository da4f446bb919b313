import RDCoding

/// The encoder, the decoder or the training sink of a ``SampleModel``'s binary decisions, so that all share one traversal.
protocol DecisionChannel {
  /// The error type; `Never` where decisions are known.
  associatedtype Failure: Error

  /// Codes a decision.
  ///
  /// - Parameters:
  ///   - bit: the decision, if known.
  ///   - model: a model prepared for it, which is updated.
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

/// Updates the model only.
struct LearningChannel: DecisionChannel {
  @inline(__always)
  package mutating func pass(_ bit: Int?, updating model: inout MixedBitModel) throws(Never) -> Int
  {
    guard let bit else { preconditionFailure("a training image is known") }
    model.update(with: bit)
    return bit
  }
}
