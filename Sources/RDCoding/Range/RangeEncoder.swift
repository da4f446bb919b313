/// A range coder: an arithmetic coder that writes 32 bits at a time.
///
/// The message is a fraction within `low ..< low + range`; a symbol takes its model's share of the range, and the model's last symbol
/// what rounding leaves over. When the range falls below `2^32`, the upper 32 bits of `low` are written; a later carry is added to the
/// words that stand there. The stream ends with the fewest bytes that name a fraction in the last interval.
///
/// Each symbol may have a model of its own, as long as the decoder knows it when the symbol comes.
///
/// > Source: [martin1979]; 64-bit state with 32-bit words as in [bamler2022].
public struct RangeEncoder: Sendable {
  /// The range is at least this after every symbol.
  @usableFromInline static let minimumRange: UInt64 = 1 << 32

  @usableFromInline var low: UInt64 = 0
  @usableFromInline var range = UInt64.max
  @usableFromInline var words: [UInt32] = []

  /// An encoder at the start of a stream.
  public init() {}

  /// Writes a symbol.
  ///
  /// - Precondition: `symbol` lies in the model's alphabet.
  @inlinable
  @inline(__always)
  public mutating func encode(_ symbol: Int, with model: some EncoderModel) {
    let interval = model.interval(of: symbol)
    let share = model.share(of: range)
    let offset = share &* UInt64(interval.start)
    let isLast = interval.start &+ interval.frequency == model.totalFrequency
    let (sum, isCarried) = low.addingReportingOverflow(offset)
    low = sum
    if isCarried { carry() }
    range = isLast ? range &- offset : share &* UInt64(interval.frequency)
    if range < Self.minimumRange {
      words.append(UInt32(truncatingIfNeeded: low &>> 32))
      low &<<= 32
      range &<<= 32
    }
  }

  /// Writes a symbol and has the model learn from it.
  ///
  /// - Precondition: `symbol` lies in the model's alphabet.
  @inlinable
  public mutating func encode(_ symbol: Int, teaching model: inout some LearningModel) {
    encode(symbol, with: model)
    model.update(with: symbol)
  }

  /// Writes symbols that share a model.
  ///
  /// - Precondition: each lies in the model's alphabet.
  public mutating func encode(contentsOf symbols: [Int32], with model: SymbolModel) {
    for symbol in symbols { encode(Int(symbol), with: model) }
  }

  /// Writes symbols, from each of which the model learns.
  ///
  /// - Precondition: each lies in the model's alphabet.
  public mutating func encode(contentsOf symbols: [Int32], teaching model: inout AdaptiveModel) {
    for symbol in symbols {
      encode(Int(symbol), with: model)
      model.update(with: Int(symbol))
    }
  }

  /// Ends the stream; the encoder then stands at the start of another one.
  ///
  /// - Returns: the stream; the words are stored with the most significant byte first.
  public mutating func finish() -> [UInt8] {
    let (ending, byteCount) = RangeInterval.shortest(low: low, range: range)
    if ending < low { carry() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * words.count + byteCount)
    for word in words { withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) } }
    withUnsafeBytes(of: ending.bigEndian) { bytes.append(contentsOf: $0.prefix(byteCount)) }
    self = RangeEncoder()
    return bytes
  }

  /// Adds one to the words as if they were one number.
  @usableFromInline
  @inline(never)
  mutating func carry() {
    var place = words.count - 1
    while words[place] == .max {
      words[place] = 0
      place -= 1
    }
    words[place] += 1
  }
}
