/// The quantiles `start ..< start + frequency` that belong to a symbol.
public struct SymbolInterval: Sendable, Equatable {
  /// The sum of the frequencies of all symbols before it.
  public let start: UInt32

  /// The number of quantiles, at least 1.
  public let frequency: UInt32

  /// An interval.
  @inlinable
  public init(start: UInt32, frequency: UInt32) {
    self.start = start
    self.frequency = frequency
  }
}
