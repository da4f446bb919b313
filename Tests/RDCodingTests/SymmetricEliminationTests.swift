import RDCoding
import Testing

@Suite("Elimination of symmetric matrices")
struct SymmetricEliminationTests {
  /// `A = Bᵀ B + I` of order 11 from a fixed sequence, with two right sides, `b` and `c`.
  private static let order = 11
  private static let entries: [[Double]] = {
    func factor(_ row: Int, _ column: Int) -> Double {
      let index = row * 37 + column * 91 + row * column * 13
      return Double(index % 101) / 50 - 0.97
    }
    return (0..<order).map { row in
      var line = (0..<order).map { column in
        var sum = row == column ? 1.0 : 0
        for index in 0..<order { sum += factor(index, row) * factor(index, column) }
        return sum
      }
      line.append(Double(row * 29 % 17) - 7.3)
      line.append(Double(row * 31 % 13) - 4.1)
      return line
    }
  }()

  @Test("gives bᵀ A⁻¹ c of every leading block, as plain elimination with pivots does")
  func forms() {
    let chunkCount = 2
    let matrix = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: Self.order * chunkCount)
    let multiples = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: chunkCount)
    defer {
      matrix.deallocate()
      multiples.deallocate()
    }
    matrix.initialize(repeating: .zero, count: Self.order * chunkCount)
    multiples.initialize(repeating: .zero, count: chunkCount)
    for (row, line) in Self.entries.enumerated() {
      for (column, entry) in line.enumerated() where column >= row {
        matrix[row * chunkCount + column / 8][column % 8] = entry
      }
    }
    let solved = SymmetricElimination.eliminate(
      matrix, order: Self.order, chunkCount: chunkCount, multiples: multiples, leastPivot: 1e-9)
    #expect(solved == Self.order)
    var form = 0.0
    for row in 0..<Self.order {
      func entry(_ column: Int) -> Double { matrix[row * chunkCount + column / 8][column % 8] }
      form += entry(Self.order) * entry(Self.order + 1) / entry(row)
      let expected = Self.form(order: row + 1)
      // Condition numbers are below 1e3.
      #expect(abs(form - expected) < 1e-11 * max(1, abs(expected)), "order \(row + 1)")
    }
  }

  @Test("stops at a pivot that is too small")
  func singular() {
    var matrix: [SIMD8<Double>] = [SIMD8(4, 2, 0, 0, 0, 0, 0, 0), SIMD8(0, 1, 0, 0, 0, 0, 0, 0)]
    var multiples: [SIMD8<Double>] = [.zero]
    let solved = matrix.withUnsafeMutableBufferPointer { matrix in
      multiples.withUnsafeMutableBufferPointer { multiples in
        matrix.baseAddress.flatMap { matrix in
          multiples.baseAddress.map {
            SymmetricElimination.eliminate(
              matrix, order: 2, chunkCount: 1, multiples: $0, leastPivot: 1e-9)
          }
        }
      }
    }
    #expect(solved == 1)
  }

  /// `bᵀ A⁻¹ c` of a leading block by Gauss–Jordan elimination with row pivots.
  private static func form(order: Int) -> Double {
    var rows = entries.prefix(order).map { $0.prefix(order) + [$0[Self.order + 1]] }
    for column in 0..<order {
      let pivot = (column..<order).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      for row in 0..<order where row != column {
        let factor = rows[row][column] / rows[column][column]
        for index in 0...order { rows[row][index] -= factor * rows[column][index] }
      }
    }
    var form = 0.0
    for row in 0..<order { form += entries[row][Self.order] * rows[row][order] / rows[row][row] }
    return form
  }
}
