/// The extended binary Golay code of length 24, built on the hexacode.
///
/// The 24 indices are 6 columns of 4, index `4 column + row`. The rows stand for the elements 0, 1, `w` and `w^2`, and the symbol
/// of a column is the sum of the elements of its ones. In a codeword the numbers of ones in all columns and in the first row have
/// the same parity, and the symbols of the columns are a word of the hexacode.
///
/// > Source: [conway1999], chapter 11, section 2 (the miracle octad generator).
enum GolayCode {
  /// The ones of a column, a bit per row, from their parity, its symbol, and its bit in the first row.
  ///
  /// - Returns: row `r` is bit `r`.
  package static func column(isOdd: Int, symbol: Int, firstBit: Int) -> Int {
    // The pattern of the symbol without its element 0, and the complement, which has the same symbol and parity.
    let other = symbol == 0 ? 0 : 1 << symbol
    let parity = other.nonzeroBitCount & 1
    let pattern = parity == isOdd ? other : other ^ 1
    return pattern & 1 == firstBit ? pattern : pattern ^ 15
  }

  /// The codeword of index `64 * (32 odd + bits) + hexacode word`, as 24 bits; `bits` are the first row of the first five
  /// columns.
  package static func word(_ number: Int) -> Int {
    let symbols = Hexacode.words[number & 63]
    let isOdd = number >> 11
    let firstBits = number >> 6 & 31
    let last = (firstBits.nonzeroBitCount + isOdd) & 1
    return (0..<6).reduce(0) { word, j in
      let bit = j < 5 ? firstBits >> j & 1 : last
      return word | column(isOdd: isOdd, symbol: symbols[j], firstBit: bit) << (4 * j)
    }
  }

  /// The 4096 codewords by index.
  static let words: [Int] = (0..<4096).map(word)
}
