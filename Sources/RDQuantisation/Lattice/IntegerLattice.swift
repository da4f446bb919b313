/// The whole numbers, Z: the uniform scalar quantiser.
public struct IntegerLattice: Lattice {
  /// The dimension.
  public let dimension = 1

  /// The scale of each axis.
  public let axisScales = [1.0]

  /// What coordinates of a coset differ by.
  public let modulus = 1

  /// The steps are free.
  public let hasEvenSteps = false

  /// The cosets.
  public let cosets = CosetTable(words: [[0]])

  /// The volume of a cell.
  public let volume = 1.0

  /// The normalised second moment.
  public let normalisedSecondMoment = 1.0 / 12

  /// The largest distance from the lattice.
  public let coveringRadius = 0.5

  /// The period of equal coordinates.
  public let diagonalPeriod = 1.0

  /// The lattice.
  public init() {}

  /// Rounds.
  public func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>
  ) {
    for i in 0..<count {
      coordinates[i] = Int32(nearestWhole(positions[i]))
      cosets[i] = 0
    }
  }
}
