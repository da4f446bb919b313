/// A distribution estimated from the symbols coded so far: counts plus a prior weight.
///
/// After `n` symbols, `c[i]` of which were `i`, the probability of `i` is `(c[i] + alpha) / (n + alpha K)`. When the total
/// reaches its limit, all counts are halved. Coding and learning take O(log K) steps.
///
/// > Source: [krichevsky1981] for `alpha = 1/2`.
public struct AdaptiveModel: LearningModel, Sendable {
  /// The prior weight of each symbol.
  public enum Estimator: String, Sendable, CaseIterable {
    /// Each symbol has weight 1/2 (Krichevsky and Trofimov): the least regret where some symbols are rare.
    case krichevskyTrofimov = "krichevsky-trofimov"

    /// Each symbol has weight 1 (Laplace's rule of succession).
    case laplace

    package var priorWeight: Double { self == .krichevskyTrofimov ? 0.5 : 1 }
  }

  package let estimator: Estimator

  /// The number of symbols, `K`.
  public let symbolCount: Int

  /// The sum of all frequencies: counts and prior weights, all doubled if the prior weight is a half.
  public private(set) var totalFrequency: UInt32

  /// The total at which counts are halved.
  private let totalLimit: UInt32
  private var sums: FrequencyTree

  /// The frequency of each symbol, shape `[K]`.
  private var frequencies: [UInt32]

  /// A model that has seen nothing.
  ///
  /// - Parameters:
  ///   - symbolCount: 1 to 65,536.
  ///   - estimator: the prior weights.
  ///   - totalLimit: the total at which counts are halved, from 4 per symbol to 2^24. A lower limit adapts faster.
  /// - Throws: ``CodingError/invalidSymbolCount(_:limit:)``.
  /// - Precondition: the limit lies in its range.
  public init(
    symbolCount: Int, estimator: Estimator = .krichevskyTrofimov, totalLimit: Int = 1 << 24
  ) throws(CodingError) {
    guard (1...SymbolModel.maximumSymbolCount).contains(symbolCount) else {
      throw .invalidSymbolCount(symbolCount, limit: SymbolModel.maximumSymbolCount)
    }
    precondition(
      (4 * symbolCount...1 << 24).contains(totalLimit), "an adaptive model cannot have this limit")
    self.symbolCount = symbolCount
    self.estimator = estimator
    self.totalLimit = UInt32(totalLimit)
    frequencies = Array(repeating: 1, count: symbolCount)
    sums = FrequencyTree(frequencies: frequencies)
    totalFrequency = UInt32(symbolCount)
  }

  /// A range divided by the total, rounded down.
  @inline(__always)
  public func share(of range: UInt64) -> UInt64 {
    range / UInt64(totalFrequency)
  }

  /// The quantiles of a symbol.
  ///
  /// - Precondition: `symbol` lies in `0 ..< symbolCount`.
  @inline(__always)
  public func interval(of symbol: Int) -> SymbolInterval {
    precondition(
      UInt(bitPattern: symbol) < UInt(bitPattern: symbolCount), "the model has no such symbol")
    return SymbolInterval(start: sums.sum(before: symbol), frequency: frequencies[symbol])
  }

  /// The symbol that owns a quantile, and its interval.
  ///
  /// - Precondition: `quantile` is less than ``totalFrequency``.
  @inline(__always)
  public func symbol(at quantile: UInt32) -> (symbol: Int, interval: SymbolInterval) {
    precondition(quantile < totalFrequency, "the model has no such quantile")
    let (symbol, start) = sums.symbol(at: quantile)
    return (symbol, SymbolInterval(start: start, frequency: frequencies[symbol]))
  }

  /// Counts a symbol.
  ///
  /// - Precondition: `symbol` lies in `0 ..< symbolCount`.
  @inline(__always)
  public mutating func update(with symbol: Int) {
    let increment: UInt32 = estimator == .krichevskyTrofimov ? 2 : 1
    if totalFrequency &+ increment > totalLimit { halve() }
    frequencies[symbol] &+= increment
    totalFrequency &+= increment
    sums.add(increment, to: symbol)
  }

  /// Halves all frequencies, but for those of 1.
  @inline(never)
  private mutating func halve() {
    for index in frequencies.indices { frequencies[index] = (frequencies[index] + 1) / 2 }
    sums = FrequencyTree(frequencies: frequencies)
    totalFrequency = frequencies.reduce(0, +)
  }
}
