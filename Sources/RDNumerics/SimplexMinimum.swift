import RDCore

/// Finds a local minimum of a function of a few variables, without derivatives, by a simplex that moves downhill.
///
/// > Source: [nelder1965].
package struct SimplexMinimum: Sendable {
  /// The difference of the function over the last simplex.
  package let tolerance: Double

  /// The greatest number of evaluations for each variable.
  package let evaluationLimit: Int

  package init(tolerance: Double = 1e-7, evaluationLimit: Int = 300) {
    self.tolerance = tolerance
    self.evaluationLimit = evaluationLimit
  }

  /// A local minimum near a start.
  ///
  /// - Parameters:
  ///   - start: shape `[n]`.
  ///   - step: the first step along each variable, shape `[n]`; none 0.
  ///   - function: the function; infinite where it is not defined, never NaN.
  /// - Returns: the lowest point that was found, the value there, and how the search ended.
  package func minimum(
    from start: [Double], step: [Double], of function: ([Double]) -> Double
  ) -> (position: [Double], value: Double, convergence: Convergence) {
    let count = start.count
    func vertex(_ position: [Double]) -> (position: [Double], value: Double) {
      (position, function(position))
    }
    var simplex = [vertex(start)]
    for i in 0..<count {
      var position = start
      position[i] += step[i]
      simplex.append(vertex(position))
    }
    var evaluations = count + 1
    var residual = Double.infinity
    while evaluations < evaluationLimit * count {
      simplex.sort { $0.value < $1.value }
      residual = simplex[count].value - simplex[0].value
      // Equal values of a simplex astride a minimum count as its end, too.
      if residual <= tolerance { break }
      let centre = (0..<count).map { i in
        simplex[..<count].reduce(0) { $0 + $1.position[i] } / Double(count)
      }
      func along(_ factor: Double) -> (position: [Double], value: Double) {
        evaluations += 1
        return vertex(
          zip(centre, simplex[count].position).map { $0 + factor * ($1 - $0) })
      }
      let reflected = along(-1)
      if reflected.value < simplex[0].value {
        let expanded = along(-2)
        simplex[count] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < simplex[count - 1].value {
        simplex[count] = reflected
      } else {
        let contracted = reflected.value < simplex[count].value ? along(-0.5) : along(0.5)
        if contracted.value < min(reflected.value, simplex[count].value) {
          simplex[count] = contracted
        } else {
          for i in 1...count {
            simplex[i] = vertex(
              zip(simplex[0].position, simplex[i].position).map { $0 + ($1 - $0) / 2 })
          }
          evaluations += count
        }
      }
    }
    simplex.sort { $0.value < $1.value }
    return (
      simplex[0].position, simplex[0].value,
      Convergence(iterationCount: evaluations, residual: residual, tolerance: tolerance)
    )
  }
}
