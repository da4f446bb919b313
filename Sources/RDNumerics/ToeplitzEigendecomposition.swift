/// Eigenvalues and orthonormal eigenvectors of a real symmetric Toeplitz matrix, the same bits on every machine.
///
/// The order of operations is fixed, and none of them is left to a library: a decoder must find the encoder's basis also where eigenvalues are
/// nearly equal, and any rotation of their vectors would do. Such a matrix is centrosymmetric, so its vectors are their own mirror
/// image or its negative; the two kinds are the eigenvectors of matrices of half the order, which Householder reflections make
/// tridiagonal, and implicitly shifted QL steps diagonal.
///
/// > Source: [golub2013], sections 4.8, 8.3.1 and 8.3.3.
package struct ToeplitzEigendecomposition: Sendable {
  /// Eigenvalues, descending, shape `[n]`.
  package let values: [Double]

  /// Eigenvectors in the order of their values, one per row, shape `[n, n]`.
  package let vectors: [Double]

  /// Decomposes the matrix with `row[|i - j|]` in row `i` and column `j`.
  ///
  /// - Parameter row: its first row, shape `[n]`, all finite; `n` is positive.
  /// - Throws: ``NumericsError/libraryFailure(method:reason:)`` if the iteration does not converge.
  /// - Complexity: about `3 n^3` operations.
  package init(firstRow row: [Double]) throws(NumericsError) {
    let n = row.count
    precondition(n > 0, "the matrix must have a row")
    let half = n / 2
    let evenOrder = n - half
    let rootOfTwo = 2.0.squareRoot()
    // The symmetric vectors are (u, m, mirrored u) and the others (u, 0, negative mirrored u), over the root of two but for the middle.
    var even = [Double](repeating: 0, count: evenOrder * evenOrder)
    var odd = [Double](repeating: 0, count: half * half)
    for i in 0..<half {
      for j in 0..<half {
        let direct = row[abs(i - j)]
        let mirrored = row[n - 1 - i - j]
        even[i * evenOrder + j] = direct + mirrored
        odd[i * half + j] = direct - mirrored
      }
    }
    if evenOrder > half {
      for i in 0..<half {
        even[i * evenOrder + half] = rootOfTwo * row[half - i]
        even[half * evenOrder + i] = rootOfTwo * row[half - i]
      }
      even[half * evenOrder + half] = row[0]
    }
    var pairs: [(value: Double, vector: [Double])] = []
    for (matrix, order, sign) in [(even, evenOrder, 1.0), (odd, half, -1.0)] {
      let (values, vectors) = try Self.decompose(matrix, order: order)
      for k in 0..<order {
        let part = vectors[k * order..<(k + 1) * order]
        var vector = [Double](repeating: 0, count: n)
        for i in 0..<half {
          vector[i] = part[part.startIndex + i] / rootOfTwo
          vector[n - 1 - i] = sign * vector[i]
        }
        if order > half { vector[half] = part[part.startIndex + half] }
        pairs.append((values[k], vector))
      }
    }
    // Stable by construction: equal values stay in the order in which they were found.
    let order = pairs.indices.sorted {
      pairs[$0].value != pairs[$1].value ? pairs[$0].value > pairs[$1].value : $0 < $1
    }
    values = order.map { pairs[$0].value }
    vectors = order.flatMap { pairs[$0].vector }
  }

  /// Eigenvalues in any order and eigenvectors, one per row, of a symmetric matrix.
  private static func decompose(
    _ matrix: [Double], order n: Int
  ) throws(NumericsError) -> (values: [Double], vectors: [Double]) {
    var a = matrix
    var z = [Double](repeating: 0, count: n * n)
    for i in 0..<n { z[i * n + i] = 1 }
    tridiagonalise(&a, &z, n)
    var d = (0..<n).map { a[$0 * n + $0] }
    var e = (0..<n).map { $0 + 1 < n ? a[($0 + 1) * n + $0] : 0 }
    for l in 0..<n { try diagonalise(&d, &e, &z, from: l, n) }
    return (d, z)
  }

  /// Applies reflections from both sides to `a` until it is tridiagonal, and from the left to `z`.
  private static func tridiagonalise(_ a: inout [Double], _ z: inout [Double], _ n: Int) {
    guard n > 2 else { return }
    var v = [Double](repeating: 0, count: n)
    var p = v
    for k in 0..<n - 2 {
      var below = 0.0
      for i in k + 2..<n { below += a[i * n + k] * a[i * n + k] }
      guard below > 0 else { continue }
      let head = a[(k + 1) * n + k]
      let norm = (head * head + below).squareRoot()
      let image = head > 0 ? -norm : norm
      for i in k + 1..<n { v[i] = a[i * n + k] }
      v[k + 1] -= image
      let beta = 2 / (v[k + 1] * v[k + 1] + below)
      var product = 0.0
      for i in k + 1..<n {
        var sum = 0.0
        for j in k + 1..<n { sum += a[i * n + j] * v[j] }
        p[i] = beta * sum
        product += p[i] * v[i]
      }
      let share = beta / 2 * product
      for i in k + 1..<n { p[i] -= share * v[i] }
      for i in k + 1..<n {
        for j in k + 1..<n { a[i * n + j] -= v[i] * p[j] + p[i] * v[j] }
      }
      a[(k + 1) * n + k] = image
      reflect(&z, v, beta: beta, from: k + 1, n)
    }
  }

  /// Applies the reflection `1 - beta v v^T` to the rows of `z` from one on.
  private static func reflect(
    _ z: inout [Double], _ v: [Double], beta: Double, from first: Int, _ n: Int
  ) {
    var sums = [Double](repeating: 0, count: n)
    for i in first..<n {
      for j in 0..<n { sums[j] += v[i] * z[i * n + j] }
    }
    for i in first..<n {
      let factor = beta * v[i]
      for j in 0..<n { z[i * n + j] -= factor * sums[j] }
    }
  }

  /// Steps of QL with an implicit shift, until the coupling of an eigenvalue to those behind it has no digits left.
  ///
  /// - `d`: the diagonal.
  /// - `e`: the entries beside it, the last of which is 0.
  private static func diagonalise(
    _ d: inout [Double], _ e: inout [Double], _ z: inout [Double], from l: Int, _ n: Int
  ) throws(NumericsError) {
    for _ in 0..<100 {
      var m = l
      while m < n - 1, abs(e[m]) > Double.ulpOfOne * (abs(d[m]) + abs(d[m + 1])) { m += 1 }
      guard m > l else { return }
      let ratio = (d[l + 1] - d[l]) / (2 * e[l])
      let root = (ratio * ratio + 1).squareRoot()
      var g = d[m] - d[l] + e[l] / (ratio + (ratio < 0 ? -root : root))
      var (sine, cosine, shift) = (1.0, 1.0, 0.0)
      var i = m - 1
      while i >= l {
        let f = sine * e[i]
        let b = cosine * e[i]
        let radius = (f * f + g * g).squareRoot()
        e[i + 1] = radius
        guard radius > 0 else {
          d[i + 1] -= shift
          e[m] = 0
          break
        }
        sine = f / radius
        cosine = g / radius
        let difference = d[i + 1] - shift
        let turned = (d[i] - difference) * sine + 2 * cosine * b
        shift = sine * turned
        d[i + 1] = difference + shift
        g = cosine * turned - b
        for k in 0..<n {
          let (upper, lower) = (z[i * n + k], z[(i + 1) * n + k])
          z[(i + 1) * n + k] = sine * upper + cosine * lower
          z[i * n + k] = cosine * upper - sine * lower
        }
        i -= 1
      }
      if i >= l { continue }
      d[l] -= shift
      e[l] = g
      e[m] = 0
    }
    throw .libraryFailure(
      method: "Symmetric eigendecomposition", reason: "an eigenvalue took 100 steps")
  }
}
