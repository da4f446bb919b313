/// Gaussian elimination of a symmetric matrix with any number of right sides, vectorised along the rows.
///
/// The upper triangle and the right sides are the rows `A | b | c …`. Eliminating unknown `k` leaves row `k` as it is and subtracts multiples of it from those
/// below, which is the factorisation LDLᵀ: afterwards row `k` holds `D[k]` at its diagonal, `D[k] L[i][k]` behind it, and `L⁻¹ b` in the right sides. So
/// `bᵀ A⁻¹ c`, of the leading block of every order `n`, is the sum over `k < n` of `b[k] c[k] / D[k]`.
///
/// Every element is computed by the same operations in the same order on all machines.
package enum SymmetricElimination {
  /// Eliminates the unknowns in order.
  ///
  /// - Parameters:
  ///   - matrix: shape `[order, 8 chunkCount]`; what is below the diagonal is not read, but its vectors are written to.
  ///   - order: the number of unknowns.
  ///   - chunkCount: vectors of 8 in a row.
  ///   - multiples: space for a row.
  ///   - leastPivot: pivots must be above it.
  /// - Returns: how many unknowns were eliminated: fewer than `order` if a pivot is too small or not a number.
  @inline(__always)
  package static func eliminate(
    _ matrix: UnsafeMutablePointer<SIMD8<Double>>, order: Int, chunkCount: Int,
    multiples: UnsafeMutablePointer<SIMD8<Double>>, leastPivot: Double
  ) -> Int {
    let factors = UnsafeRawPointer(multiples).assumingMemoryBound(to: Double.self)
    for pivotIndex in 0..<order {
      let pivotRow = matrix + pivotIndex &* chunkCount
      let pivot = pivotRow[pivotIndex >> 3][pivotIndex & 7]
      guard pivot > leastPivot else { return pivotIndex }
      let divisor = SIMD8(repeating: pivot)
      var index = pivotIndex &+ 1
      var first = index >> 3
      while first &<< 3 < order {
        multiples[first] = pivotRow[first] / divisor
        first &+= 1
      }
      while index < order {
        let row = matrix + index &* chunkCount
        let factor = SIMD8(repeating: factors[index])
        var chunk = index >> 3
        while chunk < chunkCount {
          row[chunk] -= factor * pivotRow[chunk]
          chunk &+= 1
        }
        index &+= 1
      }
    }
    return order
  }
}
