/// The lattice E8, the best known in eight dimensions: integers that modulo 2 are a word of the extended Hamming code.
///
/// The code is the first-order Reed–Muller code of length 8, whose words are the affine functions of three bits, so a Hadamard
/// transform compares a point with all of them at once.
///
/// > Source: [conway1999], chapter 4, section 8.1; decoding by construction A, chapter 20, section 3; its second moment
/// `929 / 12960`, chapter 21.
package struct E8Lattice: Lattice {
  package let dimension = 8

  package let axisScales = [Double](repeating: 1, count: 8)

  package let modulus = 2

  package let hasEvenSteps = false

  package let volume = 16.0

  package let normalisedSecondMoment = 929.0 / 12_960

  package let coveringRadius = 2.0.squareRoot()

  package var cosets: CosetTable { Self.table }

  package let diagonalPeriod = 1.0

  /// The lattice, of minimum distance 2.
  package init() {}

  /// Word `8 b + a` has the bit `a . i + b` at index `i`.
  private static let words: [[Int32]] = (0..<16).map { (word: Int) -> [Int32] in
    (0..<8).map { (index: Int) -> Int32 in
      let bits = word & 7 & index
      return Int32((bits.nonzeroBitCount + word / 8) % 2)
    }
  }

  private static let table = CosetTable(words: words)

  /// The words as vectors, shape `[16]`.
  private static let residues: [SIMD8<Double>] = words.map { SIMD8($0.map { Double($0) }) }

  /// Takes the word whose odd coordinates cost least, then rounds each coordinate to the nearest integer of its parity.
  package func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>
  ) {
    Self.residues.withUnsafeBufferPointer { residues in
      for i in 0..<count {
        let point = UnsafeRawPointer(positions + 8 * i).loadUnaligned(as: SIMD8<Double>.self)
        let offset = point - 2 * nearestWhole(0.5 * point)
        let distance = offset.replacing(with: -offset, where: offset .< 0)
        // The additional cost of an odd coordinate over an even one.
        let word = Self.bestWord(costs: 1 - 2 * distance)
        let residue = residues[word]
        let nearest = residue + 2 * nearestWhole(0.5 * (point - residue))
        UnsafeMutableRawPointer(coordinates + 8 * i).storeBytes(
          of: integers(nearest), as: SIMD8<Int32>.self)
        cosets[i] = Int32(word)
      }
    }
  }

  /// The word of least cost: with signs `+1` for a bit 0 and `-1` for a bit 1, that of the greatest correlation.
  @inline(__always)
  private static func bestWord(costs: SIMD8<Double>) -> Int {
    let first4 = costs.lowHalf + costs.highHalf
    let last4 = costs.lowHalf - costs.highHalf
    let sum0 = first4.lowHalf + first4.highHalf
    let sum2 = first4.lowHalf - first4.highHalf
    let sum4 = last4.lowHalf + last4.highHalf
    let sum6 = last4.lowHalf - last4.highHalf
    let even = SIMD4(sum0.x, sum2.x, sum4.x, sum6.x)
    let odd = SIMD4(sum0.y, sum2.y, sum4.y, sum6.y)
    let plus = even + odd
    let minus = even - odd
    var best = 0
    var value = -1.0
    for lane in 0..<4 {
      let (p, m) = (plus[lane], minus[lane])
      if abs(p) > value {
        value = abs(p)
        best = 2 * lane + (p < 0 ? 8 : 0)
      }
      if abs(m) > value {
        value = abs(m)
        best = 2 * lane + 1 + (m < 0 ? 8 : 0)
      }
    }
    return best
  }
}
