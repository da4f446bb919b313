import RDCore
import RDNumerics
import RealModule

/// The program of a kernel whose rows are non-zero in a run of columns only, so that a narrow kernel costs little.
struct BandedProgram: ReproductionProgram {
  /// The weight of each row, shape `[n]`; none negative.
  let weights: [Double]

  /// Number of columns, `m`.
  let columnCount: Int

  /// What each row's normaliser has besides the columns' masses, shape `[n]`.
  let background: [Double]

  /// The first column of each row, shape `[n]`.
  let firstColumns: [Int]

  /// The index of the first value of each row, shape `[n + 1]`.
  let offsets: [Int]

  /// The kernel's values, row after row.
  let values: [Double]

  private let blocks: [Block]

  /// A program whose kernel is given by a function.
  ///
  /// - Parameters:
  ///   - weights: shape `[n]`.
  ///   - background: what each normaliser has besides, shape `[n]`; none negative; nothing without it.
  ///   - columnCount: `m`.
  ///   - columns: the run of columns of each row; not empty.
  ///   - kernel: the value at a row and a column; above 0 somewhere in each row.
  init(
    weights: [Double], background: [Double]? = nil, columnCount: Int,
    columns: (Int) -> Range<Int>,
    kernel: (Int, Int) -> Double
  ) {
    self.weights = weights
    self.background = background ?? [Double](repeating: 0, count: weights.count)
    self.columnCount = columnCount
    var firstColumns: [Int] = []
    var offsets = [0]
    var values: [Double] = []
    for i in weights.indices {
      let run = columns(i)
      firstColumns.append(run.lowerBound)
      for j in run { values.append(kernel(i, j)) }
      offsets.append(values.count)
    }
    self.firstColumns = firstColumns
    self.offsets = offsets
    self.values = values
    blocks = Self.blocks(firstColumns, offsets)
  }

  /// The normalisers and column sums of masses.
  func evaluate(_ masses: [Double]) -> ReproductionSolution {
    var normalisers = [Double](repeating: 0, count: weights.count)
    var columnSums = [Double](repeating: 0, count: columnCount)
    values.withUnsafeBufferPointer { values in
      masses.withUnsafeBufferPointer { masses in
        columnSums.withUnsafeMutableBufferPointer { columnSums in
          for i in weights.indices {
            let row = UnsafeBufferPointer(rebasing: values[offsets[i]..<offsets[i + 1]])
            let first = firstColumns[i]
            var sum = background[i]
            for k in row.indices { sum += row[k] * masses[first + k] }
            normalisers[i] = sum
            let share = weights[i] > 0 ? weights[i] / sum : 0
            for k in row.indices { columnSums[first + k] += share * row[k] }
          }
        }
      }
    }
    return ReproductionSolution(
      masses: masses, normalisers: normalisers, columnSums: columnSums,
      convergence: Convergence(iterationCount: 0, residual: .infinity, tolerance: 0))
  }

  func makeHessian() -> BandedCholesky {
    BandedCholesky(order: columnCount, bandwidth: bandwidth)
  }

  func factorise(
    _ hessian: inout BandedCholesky, at solution: ReproductionSolution, slack: [Double],
    ridge: Double
  ) throws(NumericsError) {
    assemble(&hessian, solution, slack: slack, ridge: ridge)
    try hessian.factorise()
  }

  func solve(_ hessian: inout BandedCholesky, _ rightHandSide: inout [Double]) {
    hessian.solve(&rightHandSide)
  }

  private var bandwidth: Int {
    weights.indices.reduce(0) { max($0, offsets[$1 + 1] - offsets[$1] - 1) }
  }

  /// Rows with nearly the same columns, so that their part of the Hessian is a dense product.
  private struct Block {
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// Blocks of at most 64 rows whose columns together number at most half as many again as those of one row.
  private static func blocks(_ firstColumns: [Int], _ offsets: [Int]) -> [Block] {
    var blocks: [Block] = []
    var begin = 0
    while begin < firstColumns.count {
      var columns = firstColumns[begin]..<firstColumns[begin] + offsets[begin + 1] - offsets[begin]
      let limit = columns.count + max(columns.count / 2, 8)
      var end = begin + 1
      while end < firstColumns.count, end - begin < 64 {
        let run = firstColumns[end]..<firstColumns[end] + offsets[end + 1] - offsets[end]
        let union =
          min(columns.lowerBound, run.lowerBound)..<max(columns.upperBound, run.upperBound)
        guard union.count <= limit else { break }
        columns = union
        end += 1
      }
      blocks.append(Block(rows: begin..<end, columns: columns))
      begin = end
    }
    return blocks
  }

  /// The negative Hessian `K^T diag(f / A^2) K` with `z / q` added to its diagonal.
  private func assemble(
    _ matrix: inout BandedCholesky, _ solution: ReproductionSolution, slack: [Double], ridge: Double
  ) {
    let stride = matrix.bandwidth + 1
    let widest = blocks.reduce(0) { max($0, $1.columns.count) }
    let tallest = blocks.reduce(0) { max($0, $1.rows.count) }
    var dense = [Double](repeating: 0, count: tallest * widest)
    var product = [Double](repeating: 0, count: widest * widest)
    matrix.band.withUnsafeMutableBufferPointer { band in
      band.update(repeating: 0)
      dense.withUnsafeMutableBufferPointer { dense in
        product.withUnsafeMutableBufferPointer { product in
          for block in blocks {
            let width = block.columns.count
            fill(dense, with: block, solution)
            guard let a = dense.baseAddress, let c = product.baseAddress else { continue }
            BLAS.multiply(
              .transposed, .asStored, m: width, n: width, k: block.rows.count, alpha: 1, a: a,
              lda: width, b: a, ldb: width, beta: 0, c: c, ldc: width)
            for k in 0..<width {
              let column = (block.columns.lowerBound + k) * stride
              for l in 0..<min(width - k, stride) {
                band[column + l] += product[k * width + k + l]
              }
            }
          }
        }
      }
      for j in 0..<columnCount {
        band[j * stride] += slack[j] / solution.masses[j] + ridge * band[j * stride]
      }
    }
  }

  /// The rows of a block as a dense matrix, each times `sqrt(f) / A`.
  private func fill(
    _ dense: UnsafeMutableBufferPointer<Double>, with block: Block, _ solution: ReproductionSolution
  ) {
    let width = block.columns.count
    dense.update(repeating: 0)
    values.withUnsafeBufferPointer { values in
      for i in block.rows {
        let factor = weights[i] > 0 ? weights[i].squareRoot() / solution.normalisers[i] : 0
        let start =
          (i - block.rows.lowerBound) * width + firstColumns[i] - block.columns.lowerBound
        for k in 0..<offsets[i + 1] - offsets[i] {
          dense[start + k] = factor * values[offsets[i] + k]
        }
      }
    }
  }
}
