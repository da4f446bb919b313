/// Finds the nearest point of the Leech lattice, exactly, in about six thousand operations in eight lanes.
///
/// The lattice is a union of four quarters: even or odd coordinates, and words of the Golay code with even or odd columns. In a
/// quarter, a point is a word of the hexacode and, for each of the six columns, one bit `h` of the code's first row and one bit
/// `p`, the parity of the steps of the column. The bits `h` and the bits `p` each have a given parity, and nothing else couples
/// the columns. So the least distance is found by adding tables of least distances in the min-plus algebra over the four values
/// of `(h, p)`: rows to columns, columns to pairs of columns, pairs to words. Lanes are `4 type + 2 odd + h`; the two values of
/// `p` are two vectors.
///
/// > Source: the structure is that of [vardy1993]; see also [conway1999], chapter 20.
struct LeechDecoder {
  typealias Lanes = SIMD8<Double>

  /// Least distances for the two values of `p`.
  struct Costs {
    var even: Lanes
    var odd: Lanes
  }

  /// Costs of a second summand, arranged as ``sum(_:_:)`` needs them: of `h` = 0 and of `h` = 1 in both lanes of a pair.
  struct Summand {
    var zero: Costs
    var one: Costs
  }

  /// Costs of each column and symbol, shape `[6][4]`.
  private let columns: UnsafeMutablePointer<Costs>

  /// Costs of the first pair of columns for each pair of symbols, shape `[4][4]`.
  private let first: UnsafeMutablePointer<Costs>

  /// Costs of the second pair, shape `[4][4]`.
  private let second: UnsafeMutablePointer<Summand>

  /// Costs of the third pair, those of `h` and of `1 - h` exchanged where the columns are odd: shape `[4][4]`.
  private let third: UnsafeMutablePointer<Costs>

  /// The lanes with a one in a row: for each symbol and row, shape `[4][4]`.
  private let ones: UnsafeMutablePointer<SIMDMask<SIMD8<Int64>>>

  /// The pairs of symbols of each word of the hexacode, `4 symbol + symbol`, shape `[64][3]`.
  private let pairs: UnsafeMutablePointer<(Int, Int, Int)>

  /// A decoder, with buffers that ``deallocate()`` frees.
  init() {
    columns = .allocate(capacity: 24)
    first = .allocate(capacity: 16)
    second = .allocate(capacity: 16)
    third = .allocate(capacity: 16)
    ones = .allocate(capacity: 16)
    pairs = .allocate(capacity: 64)
    for symbol in 0..<4 {
      for row in 0..<4 {
        var mask = SIMDMask<SIMD8<Int64>>(repeating: false)
        for lane in 0..<8 {
          let pattern = GolayCode.column(
            isOdd: lane >> 1 & 1, symbol: symbol, firstBit: lane & 1)
          mask[lane] = pattern >> row & 1 == 1
        }
        (ones + 4 * symbol + row).initialize(to: mask)
      }
    }
    for (index, word) in Hexacode.words.enumerated() {
      (pairs + index).initialize(
        to: (4 * word[0] + word[1], 4 * word[2] + word[3], 4 * word[4] + word[5]))
    }
  }

  /// Frees the buffers.
  package func deallocate() {
    columns.deallocate()
    first.deallocate()
    second.deallocate()
    third.deallocate()
    ones.deallocate()
    pairs.deallocate()
  }

  /// Finds the nearest point.
  ///
  /// - Parameters:
  ///   - position: shape `[24]`.
  ///   - coordinates: written, shape `[24]`.
  /// - Returns: `4096 type + word`, with the index of the word in ``GolayCode``.
  func decode(
    _ position: UnsafePointer<Double>, coordinates: UnsafeMutablePointer<Int32>
  ) -> Int {
    measureColumns(position)
    addPairs()
    let (word, quarter) = bestWord()
    return write(word: word, quarter: quarter, position, coordinates)
  }

  /// Fills the costs of the columns.
  private func measureColumns(_ position: UnsafePointer<Double>) {
    for column in 0..<6 {
      for symbol in 0..<4 {
        columns[4 * column + symbol] = Costs(
          even: Lanes(repeating: 0), odd: Lanes(repeating: .infinity))
      }
      for row in 0..<4 {
        // The distance to the nearest integer of each residue with an even step, which is at most 4; the nearest with an odd step
        // is on the same side, at 4 minus that distance.
        let isLast = column == 5 && row == 3
        let residues = isLast ? SIMD4<Double>(0, 5, 2, 7) : SIMD4<Double>(0, 1, 2, 3)
        let offset = SIMD4<Double>(repeating: position[4 * column + row]) - residues
        let rest = offset - 8 * nearestWhole(0.125 * offset)
        let distance = rest.replacing(with: -rest, where: rest .< 0)
        let other = 4 - distance
        let even = distance * distance
        let odd = other * other
        let evenZero = Self.byType(even[0], even[1])
        let evenOne = Self.byType(even[2], even[3])
        let oddZero = Self.byType(odd[0], odd[1])
        let oddOne = Self.byType(odd[2], odd[3])
        for symbol in 0..<4 {
          let isOne = ones[4 * symbol + row]
          let e = evenZero.replacing(with: evenOne, where: isOne)
          let o = oddZero.replacing(with: oddOne, where: isOne)
          let sum = columns[4 * column + symbol]
          columns[4 * column + symbol] = Costs(
            even: Self.least(sum.even + e, sum.odd + o),
            odd: Self.least(sum.even + o, sum.odd + e))
        }
      }
    }
  }

  /// Fills the costs of the pairs of columns.
  private func addPairs() {
    for b in 0..<4 {
      let summands = (
        Self.summand(columns[4 + b]), Self.summand(columns[12 + b]),
        Self.summand(columns[20 + b])
      )
      for a in 0..<4 {
        first[4 * a + b] = Self.sum(columns[a], summands.0)
        second[4 * a + b] = Self.summand(Self.sum(columns[8 + a], summands.1))
        let last = Self.sum(columns[16 + a], summands.2)
        third[4 * a + b] = Costs(
          even: Self.exchangedWhereOdd(last.even), odd: Self.exchangedWhereOdd(last.odd))
      }
    }
  }

  /// The word of the hexacode and the quarter, `2 type + odd`, of the nearest point.
  private func bestWord() -> (word: Int, quarter: Int) {
    var least = Lanes(repeating: .infinity)
    var words = SIMD8<Int64>(repeating: 0)
    for index in 0..<64 {
      let (a, b, c) = pairs[index]
      let sum = Self.sum(first[a], second[b])
      let cost = Self.least(sum.even + third[c].even, sum.odd + third[c].odd)
      let isLess = cost .< least
      least.replace(with: cost, where: isLess)
      words.replace(with: SIMD8(repeating: Int64(index)), where: isLess)
    }
    var lane = 0
    for other in 1..<8 where least[other] < least[lane] { lane = other }
    return (Int(words[lane]), lane >> 1)
  }

  /// Recovers the bits of each column, and writes the point.
  private func write(
    word: Int, quarter: Int, _ position: UnsafePointer<Double>,
    _ coordinates: UnsafeMutablePointer<Int32>
  ) -> Int {
    let (first, second, third) = pairs[word]
    let isOdd = quarter & 1
    let type = quarter >> 1
    let columns = UnsafePointer(columns)
    let symbols = (
      first >> 2, first & 3, second >> 2, second & 3, third >> 2, third & 3
    )
    return withUnsafeBytes(of: symbols) { bytes in
      let symbols = bytes.assumingMemoryBound(to: Int.self)
      // The least costs of the columns so far for each sum of their bits `2 h + p`, and the last column's bits in them.
      var costs = SIMD4<Double>(0, .infinity, .infinity, .infinity)
      var trail: UInt64 = 0
      for column in 0..<6 {
        let table = columns[4 * column + symbols[column]]
        let own = SIMD4(
          table.even[2 * quarter], table.odd[2 * quarter], table.even[2 * quarter + 1],
          table.odd[2 * quarter + 1])
        var next = SIMD4<Double>(repeating: .infinity)
        for sum in 0..<4 {
          var best = 0
          for bits in 0..<4 {
            let cost = costs[sum ^ bits] + own[bits]
            if cost < next[sum] {
              next[sum] = cost
              best = bits
            }
          }
          trail |= UInt64(best) << (8 * UInt64(column) + 2 * UInt64(sum))
        }
        costs = next
      }
      var sum = 2 * isOdd
      var number = word | isOdd << 11
      for column in (0..<6).reversed() {
        let bits = Int(trail >> (8 * UInt64(column) + 2 * UInt64(sum)) & 3)
        sum ^= bits
        if column < 5 { number |= (bits >> 1) << (6 + column) }
        writeColumn(
          pattern: GolayCode.column(
            isOdd: isOdd, symbol: symbols[column], firstBit: bits >> 1),
          // The last residue of the odd type is 4 larger, which is a step.
          type: type, isOddSum: (bits ^ (column == 5 ? type : 0)) & 1 == 1,
          position + 4 * column, coordinates + 4 * column)
      }
      return type << 12 | number
    }
  }

  /// Writes the nearest integers of the given residues whose steps have the given parity.
  @inline(__always)
  private func writeColumn(
    pattern: Int, type: Int, isOddSum: Bool, _ position: UnsafePointer<Double>,
    _ coordinates: UnsafeMutablePointer<Int32>
  ) {
    var parity = isOddSum ? 1 : 0
    var farthest = 0
    var largest = -1.0
    var correction: Int32 = 0
    for row in 0..<4 {
      let residue = Double(type + 2 * (pattern >> row & 1))
      let offset = position[row] - residue
      let step = nearestWhole(0.25 * offset)
      let rest = offset - 4 * step
      coordinates[row] = Int32(residue + 4 * step)
      parity ^= Int(step) & 1
      if abs(rest) > largest {
        largest = abs(rest)
        farthest = row
        correction = rest < 0 ? -4 : 4
      }
    }
    // The cheapest step to change is that of the coordinate farthest from its point.
    if parity == 1 { coordinates[farthest] += correction }
  }

  /// A value for each type, in its four lanes.
  @inline(__always)
  private static func byType(_ even: Double, _ odd: Double) -> Lanes {
    Lanes(lowHalf: SIMD4(repeating: even), highHalf: SIMD4(repeating: odd))
  }

  @inline(__always)
  private static func least(_ x: Lanes, _ y: Lanes) -> Lanes { x.replacing(with: y, where: y .< x) }

  /// The lanes of `h` and `1 - h` exchanged.
  @inline(__always)
  private static func exchanged(_ x: Lanes) -> Lanes {
    Lanes(x[1], x[0], x[3], x[2], x[5], x[4], x[7], x[6])
  }

  /// The same in the lanes of odd columns only.
  @inline(__always)
  private static func exchangedWhereOdd(_ x: Lanes) -> Lanes {
    Lanes(x[0], x[1], x[3], x[2], x[4], x[5], x[7], x[6])
  }

  @inline(__always)
  private static func summand(_ x: Costs) -> Summand {
    Summand(
      zero: Costs(even: zeros(x.even), odd: zeros(x.odd)),
      one: Costs(even: ones(x.even), odd: ones(x.odd)))
  }

  @inline(__always)
  private static func zeros(_ x: Lanes) -> Lanes {
    Lanes(x[0], x[0], x[2], x[2], x[4], x[4], x[6], x[6])
  }

  @inline(__always)
  private static func ones(_ x: Lanes) -> Lanes {
    Lanes(x[1], x[1], x[3], x[3], x[5], x[5], x[7], x[7])
  }

  /// The least sums for each sum of the bits.
  @inline(__always)
  private static func sum(_ x: Costs, _ y: Summand) -> Costs {
    let evenExchanged = exchanged(x.even)
    let oddExchanged = exchanged(x.odd)
    return Costs(
      even: least(
        least(x.even + y.zero.even, x.odd + y.zero.odd),
        least(evenExchanged + y.one.even, oddExchanged + y.one.odd)),
      odd: least(
        least(x.even + y.zero.odd, x.odd + y.zero.even),
        least(evenExchanged + y.one.odd, oddExchanged + y.one.even)))
  }
}
