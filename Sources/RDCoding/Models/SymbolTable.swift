/// The look-up tables of a ``SymbolModel``, in memory of their own: one reference to count, and no bounds to check in a
/// coder's inner loop.
///
/// Immutable after `init`, so it may be read from several threads.
@usableFromInline
final class SymbolTable: @unchecked Sendable {
  @usableFromInline let precision: Int
  @usableFromInline let symbolCount: Int

  /// The sum of the frequencies before each symbol, shape `[symbolCount + 1]`; the last is `2^precision`.
  @usableFromInline let starts: UnsafeMutablePointer<UInt32>

  /// The symbol at the first quantile of each of equal buckets, shape `[buckets + 1]`; the last is the last symbol.
  @usableFromInline let firstSymbols: UnsafeMutablePointer<UInt16>

  /// The shift from a quantile to its bucket.
  @usableFromInline let bucketShift: UInt32

  /// The step of each symbol in an rANS encoder, shape `[symbolCount]`.
  @usableFromInline let steps: UnsafeMutablePointer<RANSStep>

  /// The tables of frequencies that add up to `2^precision`, none of them 0, shape `[symbolCount]`.
  init(frequencies: [UInt32], precision: Int) {
    self.precision = precision
    symbolCount = frequencies.count
    starts = .allocate(capacity: symbolCount + 1)
    steps = .allocate(capacity: symbolCount)
    var start: UInt32 = 0
    for (symbol, frequency) in frequencies.enumerated() {
      starts[symbol] = start
      steps[symbol] = RANSStep(start: start, frequency: frequency, precision: precision)
      start += frequency
    }
    starts[symbolCount] = start
    // Sixteen buckets per symbol: on average at most one quantile in sixteen is in a bucket with a boundary, and the
    // table of 256 symbols still fits into the first-level cache.
    let bucketBits = min(precision, Int.bitWidth - (symbolCount - 1).leadingZeroBitCount + 4)
    let shift = precision - bucketBits
    bucketShift = UInt32(shift)
    let bucketCount = 1 << bucketBits
    firstSymbols = .allocate(capacity: bucketCount + 1)
    var symbol = 0
    for bucket in 0..<bucketCount {
      while starts[symbol + 1] <= UInt32(bucket << shift) { symbol += 1 }
      firstSymbols[bucket] = UInt16(symbol)
    }
    firstSymbols[bucketCount] = UInt16(symbolCount - 1)
  }

  deinit {
    starts.deallocate()
    steps.deallocate()
    firstSymbols.deallocate()
  }

  @inlinable
  @inline(__always)
  func interval(of symbol: Int) -> SymbolInterval {
    let start = starts[symbol]
    return SymbolInterval(start: start, frequency: starts[symbol + 1] &- start)
  }

  /// The symbol that owns a quantile: usually the only one of its bucket, else found by bisection.
  @inlinable
  @inline(__always)
  func symbol(at quantile: UInt32) -> Int {
    let bucket = Int(quantile &>> bucketShift)
    var first = Int(firstSymbols[bucket])
    var last = Int(firstSymbols[bucket &+ 1])
    while first != last {
      let middle = (first &+ last &+ 1) &>> 1
      if starts[middle] <= quantile { first = middle } else { last = middle &- 1 }
    }
    return first
  }
}
