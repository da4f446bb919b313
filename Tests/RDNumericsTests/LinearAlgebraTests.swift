import RDCore
import RDNumerics
import Testing

@Suite("Linear systems and eigenvalues")
struct LinearAlgebraTests {
  @Test("a tridiagonal system gives back the unknowns it was made from")
  func tridiagonal() throws {
    let count = 7
    var system = TridiagonalSystem(count: count)
    let unknowns = (0..<count).map { 0.37 * Double($0) - 1.1 }
    for i in 0..<count {
      system.diagonal[i] = 2.5 + 0.1 * Double(i)
      if i > 0 { system.lower[i] = -1.1 + 0.05 * Double(i) }
      if i + 1 < count { system.upper[i] = -0.9 - 0.03 * Double(i) }
      system.rightHandSide[i] =
        system.diagonal[i] * unknowns[i]
        + (i > 0 ? system.lower[i] * unknowns[i - 1] : 0)
        + (i + 1 < count ? system.upper[i] * unknowns[i + 1] : 0)
    }
    try system.solve()
    // Diagonally dominant: a few roundings.
    for i in 0..<count { #expect(abs(system.rightHandSide[i] - unknowns[i]) <= 1e-14) }
  }

  @Test("a singular system says so")
  func singular() {
    var system = TridiagonalSystem(count: 2)
    system.diagonal = [1, 1]
    system.upper = [1, 0]
    system.lower = [0, 1]
    #expect(throws: NumericsError.singular(method: "Tridiagonal elimination", row: 1)) {
      try system.solve()
    }
  }

  @Test("eigenvectors diagonalise the matrix")
  func eigendecomposition() throws {
    let order = 7
    var stream = RandomStream(seed: SeedPath(root: 2026)["eigen", order])
    var matrix = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0...i {
        matrix[i * order + j] = stream.nextUniform() - 0.5
        matrix[j * order + i] = matrix[i * order + j]
      }
    }
    let result = try SymmetricEigendecomposition(of: matrix, order: order)
    #expect(zip(result.values, result.values.dropFirst()).allSatisfy(>=))
    for k in 0..<order {
      let vector = Array(result.vectors[k * order..<(k + 1) * order])
      for i in 0..<order {
        let product = (0..<order).reduce(0.0) { $0 + matrix[i * order + $1] * vector[$1] }
        // Backward stability: a few units in the last place of the matrix's norm.
        #expect(abs(product - result.values[k] * vector[i]) <= 1e-14)
      }
      for l in 0..<order {
        let other = result.vectors[l * order..<(l + 1) * order]
        let product = zip(vector, other).reduce(0.0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (k == l ? 1 : 0)) <= 1e-14)
      }
      #expect(vector.max { abs($0) < abs($1) } ?? 0 > 0)
    }
  }

  @Test(
    "a tie of magnitudes does not leave the sign of an eigenvector to rounding", arguments: 2...40)
  func signs(_ order: Int) throws {
    let matrix = (0..<order * order).map { 1 / Double(1 + abs($0 / order - $0 % order)) }
    let vectors = try SymmetricEigendecomposition(of: matrix, order: order).vectors
    for k in 0..<order {
      let vector = vectors[k * order..<(k + 1) * order]
      let largest = vector.map { abs($0) }.max() ?? 0
      // Both ends of a vector that is odd about its middle have the same magnitude but for rounding.
      #expect(vector.first { abs($0) > largest * (1 - 1e-10) } ?? 0 > 0)
    }
  }

  @Test("a matrix with NaN is refused")
  func notFinite() {
    #expect(throws: NumericsError.self) {
      try SymmetricEigendecomposition(of: [1, .nan, .nan, 1], order: 2)
    }
  }
}
