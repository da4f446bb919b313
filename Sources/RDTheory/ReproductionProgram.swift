internal import RDCore
internal import RDNumerics
internal import RealModule

/// The concave programme behind every point of a rate–distortion function: the best masses of a finite reproduction
/// alphabet at a slope.
///
/// With source weights `f`, shape `[n]`, and kernel `K[i, j] = exp(-s d(x[i], y[j]))`, it maximises
/// `sum over i of f[i] ln(A[i]) - sum over j of q[j]` with `A = K q` over masses `q >= 0`, shape `[m]`. At the optimum the
/// masses add up to the weights, and the column sums `c[j] = sum over i of f[i] K[i, j] / A[i]` are at most 1, and 1
/// wherever there is mass. Rows of the kernel hold a run of neighbouring columns each, so that a narrow kernel costs
/// little.
///
/// > Source: the programme [blahut1972]; interior-point methods for it, in statistics, [koenker2014].
struct ReproductionProgram {
  /// The weight of each row, shape `[n]`; none negative.
  let weights: [Double]

  /// How many columns there are, `m`.
  let columnCount: Int

  /// The first column of each row, shape `[n]`.
  let firstColumns: [Int]

  /// Where the values of each row begin, shape `[n + 1]`.
  let offsets: [Int]

  /// The kernel's values, row after row.
  let values: [Double]

  private let blocks: [Block]

  /// Masses with what follows from them.
  struct Solution {
    /// The mass of each column, shape `[m]`; all above 0.
    var masses: [Double]

    /// `A = K q`, shape `[n]`.
    var normalisers: [Double]

    /// The column sums, shape `[m]`.
    var columnSums: [Double]

    /// How the search ended; its residual is the larger of the complementarity gap `sum of q z` and the greatest
    /// violation of `c + z = 1`, in nats.
    var convergence: Convergence
  }

  /// A programme whose kernel is given by a function.
  ///
  /// - Parameters:
  ///   - weights: shape `[n]`.
  ///   - columnCount: `m`.
  ///   - columns: the run of columns of each row; not empty.
  ///   - kernel: the value at a row and a column; above 0 somewhere in each row.
  init(
    weights: [Double], columnCount: Int, columns: (Int) -> Range<Int>,
    kernel: (Int, Int) -> Double
  ) {
    self.weights = weights
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

  /// The optimum, by a primal–dual interior-point method with Mehrotra's predictor and corrector.
  ///
  /// What it returns is as good as it got, with its convergence; whoever needs a certificate reads the column sums.
  ///
  /// - Parameters:
  ///   - start: masses to begin with, shape `[m]`; all above 0.
  ///   - tolerance: of the residual, in nats.
  ///   - iterationLimit: how many steps may be taken.
  /// - Returns: the optimum, or how near the search came.
  func solve(from start: [Double], tolerance: Double = 1e-10, iterationLimit: Int = 60) -> Solution
  {
    precondition(start.count == columnCount)
    var solution = evaluate(start)
    var slack = [Double](repeating: 1, count: columnCount)
    var matrix = BandedCholesky(order: columnCount, bandwidth: bandwidth)
    var direction = slack
    var predictor = slack
    for iteration in 1...iterationLimit {
      let complementarity = zip(solution.masses, slack).reduce(0) { $0 + $1.0 * $1.1 }
      let violation = zip(solution.columnSums, slack).reduce(0) { max($0, abs($1.0 + $1.1 - 1)) }
      solution.convergence = Convergence(
        iterationCount: iteration - 1, residual: max(complementarity, violation),
        tolerance: tolerance)
      if solution.convergence.isConverged { break }
      assemble(&matrix, solution, slack: slack)
      do { try matrix.factorise() } catch {
        // Rounding has made it indefinite: a diagonal that is a little larger gives a shorter, safe step.
        assemble(&matrix, solution, slack: slack, ridge: 1e-9)
        guard (try? matrix.factorise()) != nil else { break }
      }
      let barrier = complementarity / Double(columnCount)
      for j in direction.indices { predictor[j] = solution.columnSums[j] - 1 }
      matrix.solve(&predictor)
      var (primal, dual) = (1.0, 1.0)
      for j in predictor.indices {
        let change = -slack[j] - slack[j] / solution.masses[j] * predictor[j]
        primal = min(primal, predictor[j] < 0 ? -solution.masses[j] / predictor[j] : 1)
        dual = min(dual, change < 0 ? -slack[j] / change : 1)
      }
      var reached = 0.0
      for j in predictor.indices {
        let change = -slack[j] - slack[j] / solution.masses[j] * predictor[j]
        reached += (solution.masses[j] + primal * predictor[j]) * (slack[j] + dual * change)
      }
      let share = reached / complementarity
      let target = share * share * share * barrier
      // The corrector's second-order term is that of the predictor: dq dz.
      for j in direction.indices {
        let change = -slack[j] - slack[j] / solution.masses[j] * predictor[j]
        predictor[j] = (target - predictor[j] * change) / solution.masses[j]
        direction[j] = predictor[j] + solution.columnSums[j] - 1
      }
      matrix.solve(&direction)
      var step = 1.0
      for j in direction.indices {
        let change = predictor[j] - slack[j] - slack[j] / solution.masses[j] * direction[j]
        predictor[j] = change
        if direction[j] < 0 { step = min(step, -0.995 * solution.masses[j] / direction[j]) }
        if change < 0 { step = min(step, -0.995 * slack[j] / change) }
      }
      guard step > 1e-12, step.isFinite else { break }
      var masses = solution.masses
      for j in masses.indices {
        masses[j] += step * direction[j]
        slack[j] += step * predictor[j]
      }
      let next = evaluate(masses)
      guard next.columnSums.allSatisfy(\.isFinite) else { break }
      solution = next
    }
    return solution
  }

  /// Steps of Blahut's iteration, `q <- q c`: slow to the optimum, but each step costs as little as looking at a point.
  ///
  /// > Source: [blahut1972]; [arimoto1972].
  func blahutSteps(_ count: Int, from start: [Double]) -> Solution {
    var solution = evaluate(start)
    for step in 1...count {
      solution = evaluate(zip(solution.masses, solution.columnSums).map { $0 * $1 })
      solution.convergence = Convergence(
        iterationCount: step, residual: .infinity, tolerance: .infinity)
    }
    return solution
  }

  /// What follows from masses.
  private func evaluate(_ masses: [Double]) -> Solution {
    var normalisers = [Double](repeating: 0, count: weights.count)
    var columnSums = [Double](repeating: 0, count: columnCount)
    values.withUnsafeBufferPointer { values in
      masses.withUnsafeBufferPointer { masses in
        columnSums.withUnsafeMutableBufferPointer { columnSums in
          for i in weights.indices {
            let row = UnsafeBufferPointer(rebasing: values[offsets[i]..<offsets[i + 1]])
            let first = firstColumns[i]
            var sum = 0.0
            for k in row.indices { sum += row[k] * masses[first + k] }
            normalisers[i] = sum
            let share = weights[i] > 0 ? weights[i] / sum : 0
            for k in row.indices { columnSums[first + k] += share * row[k] }
          }
        }
      }
    }
    return Solution(
      masses: masses, normalisers: normalisers, columnSums: columnSums,
      convergence: Convergence(iterationCount: 0, residual: .infinity, tolerance: 0))
  }

  private var bandwidth: Int {
    weights.indices.reduce(0) { max($0, offsets[$1 + 1] - offsets[$1] - 1) }
  }

  /// Rows that see much the same columns, so that their part of the Hessian is a dense product.
  private struct Block {
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// Blocks of at most 64 rows that together see at most half as many columns again as one of them.
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
    _ matrix: inout BandedCholesky, _ solution: Solution, slack: [Double], ridge: Double = 0
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
    _ dense: UnsafeMutableBufferPointer<Double>, with block: Block, _ solution: Solution
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
