extension RangeEncoder {
  /// Writes symbols, each with the model of its context.
  ///
  /// - Parameters:
  ///   - symbols: shape `[n]`.
  ///   - contexts: shape `[n]`.
  ///   - models: of all contexts.
  /// - Precondition: each context is one of the set, and each symbol lies in its model's alphabet.
  public mutating func encode(
    _ symbols: UnsafeBufferPointer<Int32>, in contexts: UnsafeBufferPointer<Int32>,
    with models: SymbolModelSet
  ) {
    precondition(symbols.count == contexts.count)
    let contextCount = UInt32(models.models.count)
    let entries = models.entries
    withExtendedLifetime(models) {
      var first = 0
      while first < symbols.count {
        // A symbol gives at most one word, so that a batch with room for them all need not ask for any.
        let batch = min(1024, symbols.count - first)
        var place = words.count
        words.append(contentsOf: repeatElement(0, count: batch))
        var (low, range) = (low, range)
        words.withUnsafeMutableBufferPointer { words in
          for index in first..<first &+ batch {
            let context = UInt32(bitPattern: contexts[index])
            precondition(context < contextCount, "no context of the set")
            let entry = entries[Int(context)]
            let symbol = UInt32(bitPattern: symbols[index])
            precondition(symbol < entry.symbolCount, "no symbol of the model")
            let share = range &>> entry.precision
            let offset: UInt64
            if entry.split > 0 {
              let cut = share &* UInt64(entry.split)
              let isSecond = symbol != 0
              offset = isSecond ? cut : 0
              range = isSecond ? range &- cut : cut
            } else {
              let start = entry.starts[Int(symbol)]
              let frequency = entry.starts[Int(symbol) &+ 1] &- start
              offset = share &* UInt64(start)
              range =
                symbol == entry.symbolCount &- 1 ? range &- offset : share &* UInt64(frequency)
            }
            let (sum, isCarried) = low.addingReportingOverflow(offset)
            low = sum
            if isCarried { Self.carry(into: words, before: place) }
            // Whether a word comes out cannot be foreseen, so the word is stored in any case and kept or not.
            words[place] = UInt32(truncatingIfNeeded: low &>> 32)
            let shift: UInt64 = range < Self.minimumRange ? 32 : 0
            place &+= Int(shift &>> 5)
            low &<<= shift
            range &<<= shift
          }
        }
        (self.low, self.range) = (low, range)
        words.removeLast(words.count - place)
        first += batch
      }
    }
  }
}
