/// The integer lattice Z: the uniform scalar quantiser.
package struct ZLattice: Lattice {
  package let dimension = 1

  package let axisScales = [1.0]

  package let modulus = 1

  package let hasEvenSteps = false

  package let cosets = CosetTable(words: [[0]])

  package let volume = 1.0

  package let normalisedSecondMoment = 1.0 / 12

  package let coveringRadius = 0.5

  package let diagonalPeriod = 1.0

  package init() {}

  package func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>
  ) {
    for i in 0..<count {
      coordinates[i] = Int32(nearestWhole(positions[i]))
      cosets[i] = 0
    }
  }
}
