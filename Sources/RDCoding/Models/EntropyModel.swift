/// A distribution over the symbols `0 ..< symbolCount` in integers: what a coder shares its range out by.
///
/// Each symbol owns an interval of quantiles within `0 ..< totalFrequency`, as wide as its frequency; the intervals lie side by
/// side in the order of the symbols. No floating-point number decides what is decoded.
///
/// > Source: the division of models into two roles is that of [bamler2022].
public protocol EntropyModel {
  /// How many symbols there are; at least 1.
  var symbolCount: Int { get }

  /// The sum of all frequencies, from 1 to 2^24.
  var totalFrequency: UInt32 { get }

  /// A range divided by ``totalFrequency``, rounded down.
  func share(of range: UInt64) -> UInt64
}

/// The model as an encoder asks it: symbol in, interval out.
public protocol EncoderModel: EntropyModel {
  /// The quantiles of a symbol; never empty.
  ///
  /// - Precondition: `symbol` lies in `0 ..< symbolCount`.
  func interval(of symbol: Int) -> SymbolInterval
}

/// The model as a decoder asks it: quantile in, symbol out.
public protocol DecoderModel: EntropyModel {
  /// The symbol that owns a quantile, and its interval.
  ///
  /// - Precondition: `quantile` is less than ``EntropyModel/totalFrequency``.
  func symbol(at quantile: UInt32) -> (symbol: Int, interval: SymbolInterval)
}

/// A model that learns from the symbols as they come, equally on both sides.
public protocol LearningModel: EncoderModel, DecoderModel {
  /// Takes notice of a symbol that was coded.
  mutating func update(with symbol: Int)
}
