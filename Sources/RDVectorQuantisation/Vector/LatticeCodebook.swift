import RDCore
import RDSources
import RealModule

/// The points of a product of lattices that training vectors meet, with their ideal code lengths.
struct LatticeCodebook {
  /// The means of the vectors at each point, shape `[N * k]`, and the lengths in bits, shape `[N]`.
  package let product: (codewords: [Double], lengths: [Double])

  /// The codebook of the lattice that has the given rate at high rates, or of its most frequent points.
  ///
  /// A dimension without a lattice of its own is composed of E8, D4, A2 and Z, the larger first.
  init(
    training: TrainingVectors, density: any UnivariateDistribution, rate: Information, limit: Int
  ) {
    let k = training.dimension
    let entropy = density.differentialEntropy.bits
    let spread = Double.exp2(
      (entropy.isFinite ? entropy : 2 + Double.log2(density.standardDeviation)) - rate.bits)
    var coordinates = [Int32](repeating: 0, count: training.count * k)
    var start = 0
    while start < k {
      let lattice = Self.lattice(atMost: k - start)
      let n = lattice.dimension
      let scale = spread / Double.pow(lattice.volume, 1 / Double(n))
      var positions = [Double](repeating: 0, count: training.count * n)
      for vector in 0..<training.count {
        for d in 0..<n {
          let sample = training.components[vector * k + start + d]
          let position = (sample - density.mean) / (scale * lattice.axisScales[d])
          positions[vector * n + d] = min(max(position, -0x1p30), 0x1p30)
        }
      }
      var points = [Int32](repeating: 0, count: training.count * n)
      var cosets = [Int32](repeating: 0, count: training.count)
      lattice.findNearest(
        positions, count: training.count, coordinates: &points, cosets: &cosets)
      for vector in 0..<training.count {
        for d in 0..<n { coordinates[vector * k + start + d] = points[vector * n + d] }
      }
      start += n
    }
    product = Self.codebook(training, coordinates, limit)
  }

  private static func lattice(atMost dimension: Int) -> any Lattice {
    switch dimension {
    case 8...: E8Lattice()
    case 4...: D4Lattice()
    case 2...: A2Lattice()
    default: ZLattice()
    }
  }

  /// Collects the vectors of each point; the most frequent points come first.
  private static func codebook(
    _ training: TrainingVectors, _ coordinates: [Int32], _ limit: Int
  ) -> (codewords: [Double], lengths: [Double]) {
    let k = training.dimension
    let isBefore = { (left: Int, right: Int) -> Bool in
      for d in 0..<k where coordinates[left * k + d] != coordinates[right * k + d] {
        return coordinates[left * k + d] < coordinates[right * k + d]
      }
      return false
    }
    let order = (0..<training.count).sorted { left, right in
      isBefore(left, right) || (!isBefore(right, left) && left < right)
    }
    var runs: [Range<Int>] = []
    var first = 0
    for position in 1...order.count
    where position == order.count || isBefore(order[position - 1], order[position]) {
      runs.append(first..<position)
      first = position
    }
    runs.sort { $0.count != $1.count ? $0.count > $1.count : $0.lowerBound < $1.lowerBound }
    // A codebook of one point has no valid alphabet.
    if runs.count == 1 {
      let middle = order.count / 2
      runs = [0..<middle, middle..<order.count]
    }
    runs = Array(runs.prefix(limit))
    let codewords = runs.flatMap { run in
      (0..<k).map { d in
        run.reduce(0) { $0 + training.components[order[$1] * k + d] } / Double(run.count)
      }
    }
    return (codewords, runs.map { -Double.log2(Double($0.count) / Double(training.count)) })
  }
}
