/// An integer distribution over the symbols `0 ..< symbolCount`, by which a coder subdivides its range.
///
/// Each symbol owns an interval of quantiles within `0 ..< totalFrequency`, as wide as its frequency; the intervals lie side by
/// side in the order of the symbols. No floating-point number decides what is decoded.
///
/// > Source: the division of models into two roles is that of [bamler2022].
public protocol EntropyModel {
  /// The number of symbols; at least 1.
  var symbolCount: Int { get }

  /// The sum of all frequencies, from 1 to 2^24.
  var totalFrequency: UInt32 { get }

  /// A range divided by ``totalFrequency``, rounded down.
  func share(of range: UInt64) -> UInt64
}

/// The encoder's side of a model: the interval of a symbol.
public protocol EncoderModel: EntropyModel {
  /// The quantiles of a symbol; never empty.
  ///
  /// - Precondition: `symbol` lies in `0 ..< symbolCount`.
  func interval(of symbol: Int) -> SymbolInterval
}

/// The decoder's side of a model: the symbol of a quantile.
public protocol DecoderModel: EntropyModel {
  /// The symbol that owns a quantile, and its interval.
  ///
  /// - Precondition: `quantile` is less than ``EntropyModel/totalFrequency``.
  func symbol(at quantile: UInt32) -> (symbol: Int, interval: SymbolInterval)
}

/// An adaptive model, updated with each symbol by encoder and decoder alike.
public protocol LearningModel: EncoderModel, DecoderModel {
  /// Updates the model with a coded symbol.
  mutating func update(with symbol: Int)
}
