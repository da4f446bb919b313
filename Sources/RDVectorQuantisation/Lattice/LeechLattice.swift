/// The Leech lattice, the best in 24 dimensions, with the coordinates of its usual form times the square root of eight.
///
/// Its points are integers that are all even or all odd, `x_i = t + 2 c_i + 4 k_i` with the type `t` 0 or 1 and a word `c` of the
/// Golay code, whose sum is a multiple of 8 in the even type and 4 more than one in the odd type. That makes the sum of the steps
/// `k_i` even, or odd; here it is always even, for in the odd type the last residue is 4 larger.
///
/// > Source: [conway1999], chapter 4, section 11; its second moment as printed there in chapter 2, table 2.3: 0.065771.
package struct LeechLattice: Lattice {
  package let dimension = 24

  package let axisScales = [Double](repeating: 1, count: 24)

  package let modulus = 4

  package let hasEvenSteps = true

  package let volume = 0x1p36

  package let normalisedSecondMoment = 0.065771

  package let coveringRadius = 4.0

  /// Type and word: a class for each type and weight.
  package var cosets: CosetTable { LeechCosets.table }

  package let diagonalPeriod = 2.0

  /// The lattice, of minimum distance `sqrt(32)`.
  package init() {}

  /// Finds the nearest points with `LeechDecoder`.
  package func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>
  ) {
    let decoder = LeechDecoder()
    LeechCosets.numbers.withUnsafeBufferPointer { numbers in
      for i in 0..<count {
        let coset = decoder.decode(positions + 24 * i, coordinates: coordinates + 24 * i)
        cosets[i] = numbers[coset]
      }
    }
    decoder.deallocate()
  }
}

/// The order of the lattice's cosets.
enum LeechCosets {
  /// The order: pairs of type and word, as `4096 type + word`, by type, weight and word.
  private static let order: [Int] = (0..<8192).sorted { left, right in
    let (l, r) = (classKey(left), classKey(right))
    return l != r ? l < r : left < right
  }

  private static func classKey(_ coset: Int) -> Int {
    256 * (coset >> 12) + GolayCode.words[coset & 4095].nonzeroBitCount
  }

  package static let table: CosetTable = {
    let residues = order.flatMap { (coset: Int) -> [Int32] in
      let type = coset >> 12
      let word = GolayCode.words[coset & 4095]
      return (0..<24).map { (i: Int) -> Int32 in
        let bit = word >> i & 1
        return Int32(type + 2 * bit + (i == 23 ? 4 * type : 0))
      }
    }
    let sizes = [1, 759, 2576, 759, 1, 1, 759, 2576, 759, 1]
    return CosetTable(
      residues: residues, dimension: 24, classSizes: sizes, pools: Array(sizes.indices))
  }()

  /// The index in that order of each coset `4096 type + word`: shape `[8192]`.
  package static let numbers: [Int32] = {
    var numbers = [Int32](repeating: 0, count: 8192)
    for (index, coset) in order.enumerated() { numbers[coset] = Int32(index) }
    return numbers
  }()
}
