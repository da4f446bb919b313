import RDCore
import RDNumerics
import RealModule

/// The concave program behind every point of a rate–distortion function: the best masses of a finite reproduction alphabet at a
/// slope.
///
/// With source weights `f`, shape `[n]`, and kernel `K[i, j] = exp(-s d(x[i], y[j]))`, it maximises
/// `sum over i of f[i] ln(A[i]) - sum over j of q[j]` with `A = K q` over masses `q >= 0`, shape `[m]`. At the optimum the
/// masses add up to the weights, and the column sums `c[j] = sum over i of f[i] K[i, j] / A[i]` are at most 1, and 1
/// wherever there is mass. A conformance provides products with its kernel and solutions with its Hessian.
///
/// > Source: the program [blahut1972]; interior-point methods for it, in statistics, [koenker2014].
protocol ReproductionProgram {
  /// A factor of the Hessian, or the buffer for it.
  associatedtype Hessian

  /// Number of columns, `m`.
  var columnCount: Int { get }

  /// The normalisers and column sums of masses, shape `[m]`.
  func evaluate(_ masses: [Double]) -> ReproductionSolution

  /// A buffer for the Hessian.
  func makeHessian() -> Hessian

  /// Factorises the negative Hessian `K^T diag(f / A^2) K` with the slack over the masses added to its diagonal.
  ///
  /// - Parameters:
  ///   - hessian: written, the factor.
  ///   - solution: the point at which the Hessian is taken.
  ///   - slack: shape `[m]`; all above 0.
  ///   - ridge: the fraction by which the diagonal is enlarged.
  /// - Throws: `NumericsError.singular` if it is not positive definite in working precision.
  func factorise(
    _ hessian: inout Hessian, at solution: ReproductionSolution, slack: [Double], ridge: Double
  ) throws(NumericsError)

  /// Replaces a right-hand side, shape `[m]`, by the solution of the equations.
  func solve(_ hessian: inout Hessian, _ rightHandSide: inout [Double])
}

/// Masses with their normalisers and column sums.
struct ReproductionSolution {
  /// The mass of each column, shape `[m]`; all above 0.
  package var masses: [Double]

  /// `A = K q`, shape `[n]`.
  var normalisers: [Double]

  /// The column sums, shape `[m]`.
  var columnSums: [Double]

  /// The convergence; its residual is the larger of the complementarity gap `sum of q z` and the greatest violation of
  /// `c + z = 1`, in nats.
  var convergence: Convergence
}

extension ReproductionProgram {
  /// The optimum, by a primal–dual interior-point method with Mehrotra's predictor and corrector.
  ///
  /// The best iterate is returned, with its convergence; certificates follow from the column sums.
  ///
  /// - Parameters:
  ///   - start: initial masses, shape `[m]`; all above 0.
  ///   - tolerance: of the residual, in nats.
  ///   - iterationLimit: greatest number of steps.
  /// - Returns: the optimum, or the best iterate.
  func solve(from start: [Double], tolerance: Double = 1e-10, iterationLimit: Int = 60)
    -> ReproductionSolution
  {
    precondition(start.count == columnCount)
    var solution = evaluate(start)
    var slack = [Double](repeating: 1, count: columnCount)
    var hessian = makeHessian()
    var direction = slack
    var predictor = slack
    for iteration in 1...iterationLimit {
      let complementarity = zip(solution.masses, slack).reduce(0) { $0 + $1.0 * $1.1 }
      let violation = zip(solution.columnSums, slack).reduce(0) { max($0, abs($1.0 + $1.1 - 1)) }
      solution.convergence = Convergence(
        iterationCount: iteration - 1, residual: max(complementarity, violation),
        tolerance: tolerance)
      if solution.convergence.isConverged { break }
      do { try factorise(&hessian, at: solution, slack: slack, ridge: 0) } catch {
        // Rounding has made it indefinite: a slightly larger diagonal gives a shorter, safe step.
        guard (try? factorise(&hessian, at: solution, slack: slack, ridge: 1e-9)) != nil else {
          break
        }
      }
      let barrier = complementarity / Double(columnCount)
      for j in direction.indices { predictor[j] = solution.columnSums[j] - 1 }
      solve(&hessian, &predictor)
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
      solve(&hessian, &direction)
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

  /// Steps of Blahut's iteration, `q <- q c`: slow near the optimum, but a step costs as little as an evaluation.
  ///
  /// > Source: [blahut1972]; [arimoto1972].
  func blahutSteps(_ count: Int, from start: [Double]) -> ReproductionSolution {
    var solution = evaluate(start)
    for step in 1...count {
      solution = evaluate(zip(solution.masses, solution.columnSums).map { $0 * $1 })
      solution.convergence = Convergence(
        iterationCount: step, residual: .infinity, tolerance: .infinity)
    }
    return solution
  }
}
