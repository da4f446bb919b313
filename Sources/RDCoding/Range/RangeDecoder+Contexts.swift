extension RangeDecoder {
  /// Reads symbols, each with the model of its context.
  ///
  /// - Parameters:
  ///   - symbols: filled in, shape `[n]`.
  ///   - contexts: shape `[n]`.
  ///   - models: of all contexts.
  /// - Throws: ``CodingError/endOfStream(byteCount:)`` if the stream is too short.
  /// - Precondition: each context is one of the set.
  public mutating func decode(
    into symbols: UnsafeMutableBufferPointer<Int32>, in contexts: UnsafeBufferPointer<Int32>,
    with models: SymbolModelSet
  ) throws(CodingError) {
    precondition(symbols.count == contexts.count)
    let contextCount = UInt32(models.models.count)
    let entries = models.entries
    // On a copy, the state stays in registers.
    var decoder = self
    for index in symbols.indices {
      let context = UInt32(bitPattern: contexts[index])
      precondition(context < contextCount, "no context of the set")
      let entry = entries[Int(context)]
      guard entry.split > 0 else {
        symbols[index] = Int32(
          truncatingIfNeeded: try decoder.decode(with: models.models[Int(context)]))
        continue
      }
      let cut = (decoder.range &>> entry.precision) &* UInt64(entry.split)
      let isSecond = decoder.offset >= cut
      symbols[index] = isSecond ? 1 : 0
      decoder.offset &-= isSecond ? cut : 0
      decoder.range = isSecond ? decoder.range &- cut : cut
      if decoder.range < RangeEncoder.minimumRange { try decoder.takeWord() }
    }
    self = decoder
    withExtendedLifetime(models) {}
  }
}
