import RDCore
import RDNumerics
import RealModule

/// The program of the kernel `exp(-s |x - y|)` with atoms on a line, at a cost linear in their number.
///
/// Between two atoms the normaliser `A` solves `A'' = s^2 A`, so it is determined by its values at the atoms, and the inverse of
/// the kernel between atoms is tridiagonal. In terms of those values the Hessian has two diagonals beside the main one.
struct ExponentialKernelProgram: ReproductionProgram {
  /// The positions of the atoms, ascending, shape `[m]`.
  let atoms: [Double]

  /// The slope, in nats per unit of distance.
  let slope: Double

  private let nodes: SourceNodes

  /// The decay of the kernel from each atom to the next, shape `[m - 1]`.
  private let decays: [Double]

  /// The weights of a node's normaliser on those at the atoms below and above it, shape `[n]` each.
  private let sharesBelow: [Double]
  private let sharesAbove: [Double]

  /// The inverse of the kernel between atoms: the diagonal, shape `[m]`, and the off-diagonal, shape `[m - 1]`.
  private let inverseDiagonal: [Double]
  private let inverseBeside: [Double]

  /// The program of nodes that lie between the atoms.
  init(nodes: SourceNodes, atoms: [Double], slope: Double) {
    self.nodes = nodes
    self.atoms = atoms
    self.slope = slope
    decays = zip(atoms, atoms.dropFirst()).map { Double.exp(-slope * ($1 - $0)) }
    var (below, above): ([Double], [Double]) = ([], [])
    var diagonal = [Double](repeating: 1, count: atoms.count)
    var beside: [Double] = []
    for k in 0..<atoms.count - 1 {
      let width = slope * (atoms[k + 1] - atoms[k])
      let complement = -Double.expMinusOne(-2 * width)
      let square = decays[k] * decays[k] / complement
      diagonal[k] += square
      diagonal[k + 1] += square
      beside.append(-decays[k] / complement)
      for i in nodes.offsets[k]..<nodes.offsets[k + 1] {
        let (left, right) = (nodes.positions[i] - atoms[k], atoms[k + 1] - nodes.positions[i])
        // Hyperbolic sines, over that of the whole width.
        above.append(
          Double.exp(-slope * right) * -Double.expMinusOne(-2 * slope * left) / complement)
        below.append(
          Double.exp(-slope * left) * -Double.expMinusOne(-2 * slope * right) / complement)
      }
    }
    (sharesBelow, sharesAbove) = (below, above)
    (inverseDiagonal, inverseBeside) = (diagonal, beside)
  }

  var columnCount: Int { atoms.count }

  /// The kernel between atoms times a vector.
  func kernelTimes(_ vector: [Double]) -> [Double] {
    var result = vector
    var sum = 0.0
    for k in 1..<vector.count {
      sum = (sum + vector[k - 1]) * decays[k - 1]
      result[k] += sum
    }
    sum = 0
    for k in stride(from: vector.count - 2, through: 0, by: -1) {
      sum = (sum + vector[k + 1]) * decays[k]
      result[k] += sum
    }
    return result
  }

  func evaluate(_ masses: [Double]) -> ReproductionSolution {
    let atAtoms = kernelTimes(masses)
    var normalisers: [Double] = []
    normalisers.reserveCapacity(nodes.positions.count)
    var pulls = [Double](repeating: 0, count: atoms.count)
    for k in 0..<atoms.count - 1 {
      var (low, high) = (0.0, 0.0)
      for i in nodes.offsets[k]..<nodes.offsets[k + 1] {
        let normaliser = sharesBelow[i] * atAtoms[k] + sharesAbove[i] * atAtoms[k + 1]
        normalisers.append(normaliser)
        let ratio = nodes.weights[i] > 0 ? nodes.weights[i] / normaliser : 0
        low += ratio * sharesBelow[i]
        high += ratio * sharesAbove[i]
      }
      pulls[k] += low
      pulls[k + 1] += high
    }
    return ReproductionSolution(
      masses: masses, normalisers: normalisers, columnSums: kernelTimes(pulls),
      convergence: Convergence(iterationCount: 0, residual: .infinity, tolerance: 0))
  }

  func makeHessian() -> BandedCholesky {
    BandedCholesky(order: columnCount, bandwidth: min(2, columnCount - 1))
  }

  func factorise(
    _ hessian: inout BandedCholesky, at solution: ReproductionSolution, slack: [Double],
    ridge: Double
  ) throws(NumericsError) {
    let stride = hessian.bandwidth + 1
    let count = columnCount
    hessian.band.withUnsafeMutableBufferPointer { band in
      band.update(repeating: 0)
      for k in 0..<count - 1 {
        var (low, mixed, high) = (0.0, 0.0, 0.0)
        for i in nodes.offsets[k]..<nodes.offsets[k + 1] where nodes.weights[i] > 0 {
          let factor = nodes.weights[i] / (solution.normalisers[i] * solution.normalisers[i])
          low += factor * sharesBelow[i] * sharesBelow[i]
          mixed += factor * sharesBelow[i] * sharesAbove[i]
          high += factor * sharesAbove[i] * sharesAbove[i]
        }
        band[k * stride] += low
        band[k * stride + 1] += mixed
        band[(k + 1) * stride] += high
      }
      for j in 0..<count {
        let weight = (slack[j] / solution.masses[j]) * (1 + ridge)
        let (left, middle) = (j > 0 ? inverseBeside[j - 1] : 0, inverseDiagonal[j])
        let right = j + 1 < count ? inverseBeside[j] : 0
        band[j * stride] += weight * middle * middle
        if j > 0 {
          band[(j - 1) * stride] += weight * left * left
          band[(j - 1) * stride + 1] += weight * left * middle
        }
        if j + 1 < count {
          band[(j + 1) * stride] += weight * right * right
          band[j * stride + 1] += weight * middle * right
        }
        if j > 0, j + 1 < count { band[(j - 1) * stride + 2] += weight * left * right }
      }
    }
    try hessian.factorise()
  }

  func solve(_ hessian: inout BandedCholesky, _ rightHandSide: inout [Double]) {
    rightHandSide = inverseTimes(rightHandSide)
    hessian.solve(&rightHandSide)
    rightHandSide = inverseTimes(rightHandSide)
  }

  /// The inverse of the kernel between atoms times a vector.
  private func inverseTimes(_ vector: [Double]) -> [Double] {
    var result = zip(vector, inverseDiagonal).map { $0 * $1 }
    for k in inverseBeside.indices {
      result[k] += inverseBeside[k] * vector[k + 1]
      result[k + 1] += inverseBeside[k] * vector[k]
    }
    return result
  }
}
