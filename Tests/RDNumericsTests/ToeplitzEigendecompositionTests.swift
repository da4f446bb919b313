import RDNumerics
import Testing

@Suite("Eigenvectors of symmetric Toeplitz matrices")
struct ToeplitzEigendecompositionTests {
  private static func row(_ n: Int, correlation: Double) -> [Double] {
    var row = [1.0]
    for _ in 1..<max(n, 1) { row.append(row[row.count - 1] * correlation) }
    return Array(row.prefix(n))
  }

  @Test(
    "values are those of LAPACK, and vectors satisfy their equation",
    arguments: [1, 2, 3, 7, 40, 101], [-0.71, 0.385, 0.9999])
  func equation(_ n: Int, _ correlation: Double) throws {
    let row = Self.row(n, correlation: correlation)
    let eigen = try ToeplitzEigendecomposition(firstRow: row)
    var matrix = [Double](repeating: 0, count: n * n)
    for i in 0..<n { for j in 0..<n { matrix[i * n + j] = row[abs(i - j)] } }
    let oracle = try SymmetricEigendecomposition(of: matrix, order: n)
    // Both are backward stable: some n roundings of the norm, which is n at most.
    let tolerance = 4e-16 * Double(n * n) + 1e-15
    for (value, expected) in zip(eigen.values, oracle.values) {
      #expect(abs(value - expected) <= tolerance)
    }
    for k in 0..<n {
      let vector = Array(eigen.vectors[k * n..<(k + 1) * n])
      for i in 0..<n {
        let image = (0..<n).reduce(0.0) { $0 + row[abs(i - $1)] * vector[$1] }
        #expect(abs(image - eigen.values[k] * vector[i]) <= tolerance)
      }
      for other in 0...k {
        let product = (0..<n).reduce(0.0) { $0 + vector[$1] * eigen.vectors[other * n + $1] }
        #expect(abs(product - (other == k ? 1 : 0)) <= tolerance)
      }
    }
  }

  @Test("equal eigenvalues: the identity, and two interleaved processes")
  func degenerate() throws {
    let identity = try ToeplitzEigendecomposition(firstRow: [2.385, 0, 0, 0, 0, 0])
    #expect(identity.values.allSatisfy { $0 == 2.385 })
    // Even lags only: every eigenvalue comes twice.
    let row = Self.row(24, correlation: 0.8).enumerated().map { lag, _ in
      lag.isMultiple(of: 2) ? Self.row(24, correlation: 0.8)[lag / 2] : 0
    }
    let eigen = try ToeplitzEigendecomposition(firstRow: row)
    let sum = eigen.values.reduce(0, +)
    #expect(abs(sum - 24) < 1e-12)
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test("the bits are pinned: a decoder elsewhere must find the same basis")
  func pinned() throws {
    let eigen = try ToeplitzEigendecomposition(firstRow: Self.row(9, correlation: 0.9))
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in eigen.values + eigen.vectors {
      digest = (digest ^ number.bitPattern) &* 0x0000_0100_0000_01b3
    }
    #expect(digest == 0x7edb_b6a2_fbda_2542)
  }
}
