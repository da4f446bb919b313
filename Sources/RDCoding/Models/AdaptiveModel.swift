/// A distribution that is estimated from the symbols coded so far: each counts one, on top of a prior weight.
///
/// After `n` symbols, `c[i]` of which were `i`, the probability of `i` is `(c[i] + alpha) / (n + alpha K)`. The sums of counts are kept in a
/// binary tree, so that coding and learning take `log2 K` steps. When the total reaches its limit, all counts are halved.
///
/// > Source: [krichevsky1981] for `alpha = 1/2`; the tree after [fenwick1994].
public struct AdaptiveModel: LearningModel, Sendable {
  /// What the probabilities are before the first symbol.
  public enum Estimator: String, Sendable, CaseIterable {
    /// Each symbol has weight 1/2 (Krichevsky and Trofimov): the least regret where some symbols are rare.
    case krichevskyTrofimov = "krichevsky-trofimov"

    /// Each symbol has weight 1 (Laplace's rule of succession).
    case laplace

    /// The weight `alpha`.
    public var priorWeight: Double { self == .krichevskyTrofimov ? 0.5 : 1 }
  }

  /// The estimator.
  public let estimator: Estimator

  /// How many symbols there are, `K`.
  public let symbolCount: Int

  /// The sum of all frequencies: counts and prior weights, all doubled if the prior weight is a half.
  public private(set) var totalFrequency: UInt32

  /// When the total would exceed this, counts are halved.
  private let totalLimit: UInt32

  /// The levels of the tree below its root.
  private let depth: Int

  /// A tree of `2^depth` leaves in the order of a heap: the sum of the left half below each node, shape `[2^depth]`; node 0 is
  /// not used.
  private var leftSums: [UInt32]

  /// The frequency of each symbol, shape `[K]`.
  private var frequencies: [UInt32]

  /// A model that has seen nothing.
  ///
  /// - Parameters:
  ///   - symbolCount: 1 to 65,536.
  ///   - estimator: the prior weights.
  ///   - totalLimit: where counts are halved: four frequencies a symbol to 2^24. A lower limit forgets earlier.
  /// - Throws: ``CodingError/invalidSymbolCount(_:limit:)``.
  /// - Precondition: the limit lies in its range.
  public init(
    symbolCount: Int, estimator: Estimator = .krichevskyTrofimov, totalLimit: Int = 1 << 24
  ) throws(CodingError) {
    guard (1...SymbolModel.maximumSymbolCount).contains(symbolCount) else {
      throw .invalidSymbolCount(symbolCount, limit: SymbolModel.maximumSymbolCount)
    }
    precondition((4 * symbolCount...1 << 24).contains(totalLimit), "no limit of an adaptive model")
    self.symbolCount = symbolCount
    self.estimator = estimator
    self.totalLimit = UInt32(totalLimit)
    depth = Int.bitWidth - (symbolCount - 1).leadingZeroBitCount
    frequencies = Array(repeating: 1, count: symbolCount)
    leftSums = Array(repeating: 0, count: 1 << depth)
    totalFrequency = 0
    rebuild()
  }

  /// A range divided by the total, rounded down.
  public func share(of range: UInt64) -> UInt64 {
    range / UInt64(totalFrequency)
  }

  /// The quantiles of a symbol.
  ///
  /// - Precondition: `symbol` lies in `0 ..< symbolCount`.
  public func interval(of symbol: Int) -> SymbolInterval {
    precondition(
      UInt(bitPattern: symbol) < UInt(bitPattern: symbolCount), "no symbol of the model")
    var start: UInt32 = 0
    leftSums.withUnsafeBufferPointer { sums in
      var level = depth
      while level > 0 {
        // The path to a leaf is the leaf's number, bit by bit; where it turns right, the left half lies before.
        let node = ((1 &<< depth) | symbol) &>> level
        level &-= 1
        start &+= sums[node] & (0 &- UInt32(truncatingIfNeeded: symbol &>> level) & 1)
      }
    }
    return SymbolInterval(start: start, frequency: frequencies[symbol])
  }

  /// The symbol that owns a quantile, and its interval.
  ///
  /// - Precondition: `quantile` is less than ``totalFrequency``.
  public func symbol(at quantile: UInt32) -> (symbol: Int, interval: SymbolInterval) {
    precondition(quantile < totalFrequency, "no quantile of the model")
    var rest = quantile
    var node = 1
    leftSums.withUnsafeBufferPointer { sums in
      for _ in 0..<depth {
        let left = sums[node]
        let isRight = rest >= left
        rest &-= isRight ? left : 0
        node = 2 &* node &+ (isRight ? 1 : 0)
      }
    }
    let symbol = node &- (1 &<< depth)
    return (symbol, SymbolInterval(start: quantile &- rest, frequency: frequencies[symbol]))
  }

  /// Counts a symbol.
  ///
  /// - Precondition: `symbol` lies in `0 ..< symbolCount`.
  public mutating func update(with symbol: Int) {
    let increment: UInt32 = estimator == .krichevskyTrofimov ? 2 : 1
    if totalFrequency &+ increment > totalLimit {
      for index in frequencies.indices { frequencies[index] = (frequencies[index] + 1) / 2 }
      rebuild()
    }
    frequencies[symbol] &+= increment
    totalFrequency &+= increment
    let depth = depth
    leftSums.withUnsafeMutableBufferPointer { sums in
      var level = depth
      while level > 0 {
        let node = ((1 &<< depth) | symbol) &>> level
        level &-= 1
        sums[node] &+= increment & ((UInt32(truncatingIfNeeded: symbol &>> level) & 1) &- 1)
      }
    }
  }

  /// Sums up the frequencies from the leaves to the root.
  private mutating func rebuild() {
    let leafCount = 1 << depth
    var sums = Array(repeating: UInt32(0), count: leafCount) + frequencies
    sums += Array(repeating: 0, count: leafCount - symbolCount)
    for node in stride(from: leafCount - 1, to: 0, by: -1) {
      leftSums[node] = sums[2 * node]
      sums[node] = sums[2 * node] + sums[2 * node + 1]
    }
    totalFrequency = sums[1]
  }
}
