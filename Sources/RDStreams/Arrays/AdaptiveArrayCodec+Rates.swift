import RDArrayFiles

extension AdaptiveArrayCodec {
  /// Arrays for which a rate gives less bytes than this come back without loss.
  private static let smallByteCount = 512.0

  /// The codec of each array of a file.
  ///
  /// Where all together have a rate, small arrays, of which headers would take most, come back without loss at the cost of the others: of
  /// networks, biases and scales at that of weights.
  ///
  /// - Parameter arrays: of the file.
  /// - Returns: as many codecs.
  /// - Throws: an error of reading.
  package func codecs(_ arrays: [StoredArray]) throws -> [AdaptiveArrayCodec] {
    let same = Array(repeating: self, count: arrays.count)
    guard case .rate(let bits) = quality, arrays.count > 1 else { return same }
    let forms = try arrays.map { try $0.numbers().form }
    let areSmall = forms.map { bits * Double($0.count) < 8 * Self.smallByteCount }
    var (left, others) = (0.0, 0.0)
    for ((array, form), isSmall) in zip(zip(arrays, forms), areSmall) {
      left += bits * Double(form.count)
      if isSmall {
        left -= 8 * Double(form.byteCount + Self.headerLimit + array.name.utf8.count)
      } else {
        others += Double(form.count)
      }
    }
    // Where there is too little left, the rate cannot be met, which is said of an array.
    guard left > bits * others / 2 else { return same }
    return areSmall.map { isSmall in
      AdaptiveArrayCodec(
        quality: isSmall ? .lossless : .rate(bits: left / others), effort: effort,
        chunkRows: chunkRows)
    }
  }
}
