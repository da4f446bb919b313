import RDCoding
import RealModule

/// Numbers in few bits: multiples of a power of two, each by how far it is from the one before.
///
/// Stored are the exponent (7 bits), how many numbers there are, whether they are their own mirror image, which leaves the lower half
/// out, the usual distance, the order of the code (5 bits), the first number, and the excess of each distance over the usual one.
package struct NumberTable: Equatable {
  /// The numbers are multiples of two to the power of minus this.
  package let exponent: Int

  /// Which multiples, shape `[n]`.
  package let multiples: [Int]

  /// The nearest numbers that can be stored.
  ///
  /// - Parameters:
  ///   - numbers: finite, at least one.
  ///   - resolution: a distance that must not be missed: what is stored is within a 512th of it.
  init(_ numbers: [Double], resolution: Double) {
    let largest = numbers.reduce(0) { max($0, abs($1)) }
    let finest =
      largest > 0 ? Self.log2Limit - 1 - Int(largest.exponent) : Self.exponents.upperBound
    let wanted = resolution > 0 ? 8 - Int(resolution.exponent) : 8
    let exponent = min(
      max(min(wanted, finest), Self.exponents.lowerBound), Self.exponents.upperBound)
    self.exponent = exponent
    multiples = numbers.map { number in
      let scaled = Double(sign: .plus, exponent: exponent, significand: number)
      return Int(max(-Self.limit, min(Self.limit, scaled.rounded())))
    }
  }

  /// The numbers, shape `[n]`.
  package var values: [Double] {
    multiples.map { Double(sign: .plus, exponent: -exponent, significand: Double($0)) }
  }

  /// Multiples lie within two to this power on either side of 0.
  private static let log2Limit = 28
  private static let limit = Double(1 << 28)
  private static let exponents = -32...95
  private static let countLimit = 1 << 20

  /// A number of either sign as one that is not negative, small if it was near 0.
  package static func folded(_ number: Int) -> UInt64 {
    UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
  }

  /// The inverse of `folded(_:)`.
  package static func unfolded(_ number: UInt64) -> Int {
    Int(number >> 1) ^ -Int(number & 1)
  }

  /// Whether the numbers from both ends are the same but for their signs.
  private var isMirrored: Bool {
    zip(multiples, multiples.reversed()).allSatisfy { $0 == -$1 }
  }

  package func write(to writer: inout BitWriter) {
    let isMirrored = isMirrored
    let kept = Array(isMirrored ? multiples.suffix((multiples.count + 1) / 2) : multiples)
    let distances = zip(kept.dropFirst(), kept).map { $0 - $1 }
    let usual = distances.isEmpty ? 0 : distances.sorted()[distances.count / 2]
    let excesses = distances.map { Self.folded($0 - usual) }
    func length(order: Int) -> Int {
      excesses.reduce(0) { sum, value in
        let bits = UInt64.bitWidth - (value + (1 << UInt64(order))).leadingZeroBitCount
        return sum + 2 * bits - order - 1
      }
    }
    let order = (0...24).min { length(order: $0) < length(order: $1) } ?? 0
    writer.write(UInt64(exponent - Self.exponents.lowerBound), bitCount: 7)
    writer.writeExponentialGolomb(UInt64(multiples.count - 1), order: 4)
    writer.write(isMirrored ? 1 : 0, bitCount: 1)
    writer.writeExponentialGolomb(Self.folded(usual), order: 8)
    writer.write(UInt64(order), bitCount: 5)
    writer.writeExponentialGolomb(Self.folded(kept[0]), order: 8)
    for excess in excesses { writer.writeExponentialGolomb(excess, order: order) }
  }

  /// Reads numbers.
  ///
  /// - Throws: `CodingError` for bits that are not numbers.
  init(from reader: inout BitReader) throws(CodingError) {
    exponent = Int(try reader.read(bitCount: 7)) + Self.exponents.lowerBound
    let count = Int(try reader.readExponentialGolomb(order: 4)) + 1
    let isMirrored = try reader.read(bitCount: 1) == 1
    let usual = Self.unfolded(try reader.readExponentialGolomb(order: 8))
    let order = Int(try reader.read(bitCount: 5))
    let keptCount = isMirrored ? (count + 1) / 2 : count
    guard order <= 24, count <= Self.countLimit,
      keptCount <= reader.remainingBitCount / (order + 1)
    else { throw .damagedTable(reason: "it cannot have \(count) numbers") }
    var kept = [Self.unfolded(try reader.readExponentialGolomb(order: 8))]
    kept.reserveCapacity(keptCount)
    for _ in 1..<keptCount {
      let next = kept[kept.count - 1] + usual
      kept.append(next + Self.unfolded(try reader.readExponentialGolomb(order: order)))
    }
    guard kept.allSatisfy({ abs($0) <= 1 << Self.log2Limit }) else {
      throw .damagedTable(reason: "a number is too large")
    }
    guard isMirrored else {
      multiples = kept
      return
    }
    guard count.isMultiple(of: 2) || kept[0] == 0 else {
      throw .damagedTable(reason: "its middle is not its own mirror image")
    }
    multiples = kept.suffix(count / 2).reversed().map { -$0 } + kept
  }
}
