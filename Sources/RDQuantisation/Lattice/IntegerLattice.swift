/// The whole numbers, Z: the uniform scalar quantiser.
public struct IntegerLattice: Lattice {
  public let dimension = 1
  public let axisScales = [1.0]
  public let modulus = 1
  public let hasEvenSteps = false
  public let cosets = CosetTable(words: [[0]])
  public let volume = 1.0
  public let normalisedSecondMoment = 1.0 / 12
  public let coveringRadius = 0.5

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
