import RDCoding

extension BitWriter {
  /// Writes a number in double precision, 64 bits with the most significant first.
  mutating func write(_ number: Double) {
    write(number.bitPattern >> 32, bitCount: 32)
    write(number.bitPattern & 0xffff_ffff, bitCount: 32)
  }
}

extension BitReader {
  /// Reads numbers in double precision, all finite.
  ///
  /// - Throws: `CodingError`; no memory is taken for numbers that are not there.
  mutating func readNumbers(_ count: Int) throws(CodingError) -> [Double] {
    guard count <= remainingBitCount / 64 else {
      throw .damagedTable(reason: "it ends before its numbers do")
    }
    var numbers: [Double] = []
    for _ in 0..<count {
      let high = try read(bitCount: 32)
      numbers.append(Double(bitPattern: high << 32 | (try read(bitCount: 32))))
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .damagedTable(reason: "a number is not finite")
    }
    return numbers
  }
}
