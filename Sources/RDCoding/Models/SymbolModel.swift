/// A fixed distribution over symbols whose frequencies add up to a power of two.
///
/// Of all integer frequencies `f[i] >= 1` that add up to `2^precision`, those for probabilities `p` are optimal: they minimise the
/// expected extra length `sum p[i] log2(p[i] 2^precision / f[i])`. They are computed by the four arithmetic operations alone, so
/// equal probabilities give equal frequencies on every machine.
public struct SymbolModel: EncoderModel, DecoderModel, Sendable {
  /// The largest precision.
  package static let maximumPrecision = 24

  /// The largest alphabet.
  package static let maximumSymbolCount = 65_536
  @usableFromInline let table: SymbolTable

  /// The model of least redundancy for probabilities; a symbol of probability 0 can still be coded.
  ///
  /// - Parameters:
  ///   - probabilities: shape `[K]`, adding up to 1 within 1e-6.
  ///   - precision: the frequencies add up to two to this power; at least `log2 K`.
  /// - Throws: ``CodingError`` if there is no such model.
  /// - Complexity: O(K log K).
  public init(probabilities: [Double], precision: Int = 16) throws(CodingError) {
    try Self.check(symbolCount: probabilities.count, precision: precision)
    var sum = 0.0
    for (index, probability) in probabilities.enumerated() {
      guard probability >= 0 && probability.isFinite else {
        throw .invalidProbability(index: index, value: probability)
      }
      sum += probability
    }
    guard abs(sum - 1) <= 1e-6 else { throw .invalidSum(sum) }
    self.init(
      trusting: Apportionment.frequencies(
        of: probabilities.map { $0 / sum }, total: 1 << precision),
      precision: precision)
  }

  /// The model of least redundancy for the counts of the symbols.
  ///
  /// - Parameters:
  ///   - counts: shape `[K]`, not negative, not all 0.
  ///   - precision: the frequencies add up to two to this power; at least `log2 K`.
  /// - Throws: ``CodingError`` if there is no such model.
  public init(counts: [Int], precision: Int = 16) throws(CodingError) {
    let sum = counts.reduce(0.0) { $0 + Double($1) }
    if let index = counts.firstIndex(where: { $0 < 0 }) {
      throw .invalidProbability(index: index, value: Double(counts[index]))
    }
    guard sum > 0 || counts.isEmpty else { throw .invalidSum(sum) }
    try self.init(probabilities: counts.map { Double($0) / sum }, precision: precision)
  }

  /// The model with the given frequencies.
  ///
  /// - Parameters:
  ///   - frequencies: shape `[K]`, each at least 1, adding up to `2^precision`.
  ///   - precision: 1 to 24.
  /// - Throws: ``CodingError/damagedTable(reason:)`` if they do not.
  public init(frequencies: [UInt32], precision: Int) throws(CodingError) {
    try Self.check(symbolCount: frequencies.count, precision: precision)
    guard frequencies.allSatisfy({ $0 > 0 }) else {
      throw .damagedTable(reason: "a symbol has no frequency")
    }
    guard frequencies.reduce(UInt64(0), { $0 + UInt64($1) }) == 1 << UInt64(precision) else {
      throw .damagedTable(reason: "the frequencies do not add up to 2^\(precision)")
    }
    self.init(trusting: frequencies, precision: precision)
  }

  /// The model in which all symbols have the same frequency, or as nearly as integers can.
  ///
  /// - Parameters:
  ///   - symbolCount: 1 to `2^precision`, at most 65,536.
  ///   - precision: the frequencies add up to two to this power.
  /// - Throws: ``CodingError`` if there are none, or more than the precision can represent.
  public init(uniformOver symbolCount: Int, precision: Int = 16) throws(CodingError) {
    try Self.check(symbolCount: symbolCount, precision: precision)
    let total = 1 << precision
    let frequencies = (0..<symbolCount).map { index in
      UInt32(total / symbolCount + (index < total % symbolCount ? 1 : 0))
    }
    self.init(trusting: frequencies, precision: precision)
  }

  private init(trusting frequencies: [UInt32], precision: Int) {
    table = SymbolTable(frequencies: frequencies, precision: precision)
  }

  private static func check(symbolCount: Int, precision: Int) throws(CodingError) {
    guard (1...maximumPrecision).contains(precision) else { throw .invalidPrecision(precision) }
    let limit = min(1 << precision, maximumSymbolCount)
    guard (1...limit).contains(symbolCount) else {
      throw .invalidSymbolCount(symbolCount, limit: limit)
    }
  }

  /// The frequencies add up to two to this power.
  @inlinable public var precision: Int { table.precision }

  /// The number of symbols.
  @inlinable public var symbolCount: Int { table.symbolCount }

  /// The sum of the frequencies, `2^precision`.
  @inlinable public var totalFrequency: UInt32 { 1 << UInt32(truncatingIfNeeded: table.precision) }

  /// The frequency of each symbol, shape `[K]`.
  public var frequencies: [UInt32] { (0..<symbolCount).map { interval(of: $0).frequency } }

  /// A range divided by ``totalFrequency``, rounded down.
  @inlinable
  public func share(of range: UInt64) -> UInt64 {
    range &>> UInt64(truncatingIfNeeded: table.precision)
  }

  /// The quantiles of a symbol.
  ///
  /// - Precondition: `symbol` lies in `0 ..< symbolCount`.
  @inlinable
  public func interval(of symbol: Int) -> SymbolInterval {
    precondition(
      UInt(bitPattern: symbol) < UInt(bitPattern: table.symbolCount), "the model has no such symbol"
    )
    return table.interval(of: symbol)
  }

  /// The symbol that owns a quantile, and its interval.
  ///
  /// - Precondition: `quantile` is less than ``totalFrequency``.
  @inlinable
  public func symbol(at quantile: UInt32) -> (symbol: Int, interval: SymbolInterval) {
    precondition(quantile < totalFrequency, "the model has no such quantile")
    let symbol = table.symbol(at: quantile)
    return (symbol, table.interval(of: symbol))
  }
}

extension SymbolModel: Equatable {
  /// Whether both have the same frequencies.
  public static func == (left: SymbolModel, right: SymbolModel) -> Bool {
    left.precision == right.precision && left.frequencies == right.frequencies
  }
}
