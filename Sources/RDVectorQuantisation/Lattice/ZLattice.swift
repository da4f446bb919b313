/// The integers, Z: the uniform scalar quantiser.
package struct ZLattice: Lattice {
  /// The dimension.
  package let dimension = 1

  /// The scale of each axis.
  package let axisScales = [1.0]

  /// What coordinates of a coset differ by.
  package let modulus = 1

  /// The steps are free.
  package let hasEvenSteps = false

  /// The cosets.
  package let cosets = CosetTable(words: [[0]])

  /// The volume of a cell.
  package let volume = 1.0

  /// The normalised second moment.
  package let normalisedSecondMoment = 1.0 / 12

  /// The largest distance from the lattice.
  package let coveringRadius = 0.5

  /// The period of equal coordinates.
  package let diagonalPeriod = 1.0

  /// The lattice.
  package init() {}

  /// Rounds.
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
