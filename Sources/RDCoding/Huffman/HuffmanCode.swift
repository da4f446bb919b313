import RDCore
import RDNumerics

/// A canonical prefix code: codewords are numbered upwards, shorter ones first, and in the order of the symbols among equal lengths, so
/// that the lengths determine the code.
///
/// > Source: [huffman1952]; the canonical numbering [schwartz1964].
public struct HuffmanCode: Sendable, Equatable {
  /// No codeword is longer than this many bits.
  package static let maximumLength = 32

  /// The length of each symbol's codeword in bits, shape `[K]`; one symbol alone has the empty codeword.
  public let lengths: [UInt8]

  /// The codewords, right-aligned, shape `[K]`.
  package let codewords: [UInt32]

  /// The code of least mean length for probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: shape `[K]`, adding up to 1 within 1e-6; a symbol of probability 0 has a codeword too.
  ///   - lengthLimit: no codeword is longer, at most 32 bits; `K <= 2^lengthLimit`.
  /// - Throws: ``CodingError`` if there is no such code.
  public init(probabilities: [Double], lengthLimit: Int = 32) throws(CodingError) {
    var sum = CompensatedSum()
    for (index, probability) in probabilities.enumerated() {
      guard probability >= 0 && probability.isFinite else {
        throw .invalidProbability(index: index, value: probability)
      }
      sum.add(probability)
    }
    guard probabilities.isEmpty || abs(sum.value - 1) <= 1e-6 else { throw .invalidSum(sum.value) }
    try self.init(weights: probabilities, lengthLimit: lengthLimit)
  }

  /// The code of least total length for the counts of the symbols.
  ///
  /// - Parameters:
  ///   - counts: shape `[K]`, not negative.
  ///   - lengthLimit: no codeword is longer, at most 32 bits; `K <= 2^lengthLimit`.
  /// - Throws: ``CodingError`` if there is no such code.
  public init(counts: [Int], lengthLimit: Int = 32) throws(CodingError) {
    if let index = counts.firstIndex(where: { $0 < 0 }) {
      throw .invalidProbability(index: index, value: Double(counts[index]))
    }
    try self.init(weights: counts.map { Double($0) }, lengthLimit: lengthLimit)
  }

  private init(weights: [Double], lengthLimit: Int) throws(CodingError) {
    let limit = SymbolModel.maximumSymbolCount
    guard (1...limit).contains(weights.count) else {
      throw .invalidSymbolCount(weights.count, limit: limit)
    }
    guard (1...Self.maximumLength).contains(lengthLimit), weights.count <= 1 << lengthLimit else {
      throw .invalidLengthLimit(lengthLimit, symbolCount: weights.count)
    }
    self.init(complete: PackageMerge.lengths(of: weights, limit: lengthLimit))
  }

  /// The code with these lengths.
  ///
  /// - Parameter lengths: shape `[K]`, such that `sum 2^-length` is 1.
  /// - Throws: ``CodingError/damagedTable(reason:)`` if no complete prefix code has them.
  public init(lengths: [UInt8]) throws(CodingError) {
    guard (1...SymbolModel.maximumSymbolCount).contains(lengths.count) else {
      throw .damagedTable(reason: "a code cannot have \(lengths.count) symbols")
    }
    var sum: UInt64 = 0
    for length in lengths {
      guard length <= Self.maximumLength else {
        throw .damagedTable(reason: "a codeword cannot have \(length) bits")
      }
      sum += 1 << UInt64(Self.maximumLength - Int(length))
    }
    guard sum == 1 << UInt64(Self.maximumLength) else {
      throw .damagedTable(reason: "no complete prefix code has its lengths")
    }
    self.init(complete: lengths)
  }

  private init(complete lengths: [UInt8]) {
    var next = Array(repeating: UInt64(0), count: Self.maximumLength + 2)
    for length in lengths { next[Int(length) + 1] += 1 }
    // From counts to the first codeword of each length.
    for length in 1...Self.maximumLength + 1 {
      next[length] = (next[length - 1] + next[length]) << 1
    }
    self.lengths = lengths
    codewords = lengths.map { length in
      defer { next[Int(length)] += 1 }
      return UInt32(truncatingIfNeeded: next[Int(length)])
    }
  }

  /// The number of symbols.
  public var symbolCount: Int { lengths.count }

  /// The mean length of a codeword, for probabilities of shape `[K]` that add up to 1.
  public func meanLength(under probabilities: [Double]) -> Information {
    precondition(probabilities.count == symbolCount)
    var sum = CompensatedSum()
    for (probability, length) in zip(probabilities, lengths) {
      sum.add(probability * Double(length))
    }
    return .bits(sum.value)
  }
}
