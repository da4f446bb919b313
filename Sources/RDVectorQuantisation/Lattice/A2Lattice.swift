/// The hexagonal lattice A2, the best in the plane: `(a, b sqrt(3))` with integers `a` and `b` that are both even or both odd.
///
/// > Source: [conway1999], chapter 4, section 6.2; its second moment `5 / (36 sqrt(3))`, chapter 21.
package struct A2Lattice: Lattice {
  package let dimension = 2

  package let axisScales = [1, 3.0.squareRoot()]

  package let modulus = 2

  package let hasEvenSteps = false

  package let cosets = CosetTable(words: [[0, 0], [1, 1]])

  package let volume = 2 * 3.0.squareRoot()

  package let normalisedSecondMoment = 5 / (36 * 3.0.squareRoot())

  package let coveringRadius = 2 / 3.0.squareRoot()

  /// The period along the diagonal.
  ///
  /// An axis longer by the square root of three has no common period with the other one; this is that of the shorter axis.
  package let diagonalPeriod = 2.0

  /// The lattice, of minimum distance 2.
  package init() {}

  /// Takes the nearer of the nearest points of two rectangular lattices.
  package func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>
  ) {
    for i in 0..<count {
      let a = positions[2 * i]
      let b = positions[2 * i + 1]
      let evenA = 2 * nearestWhole(a / 2)
      let evenB = 2 * nearestWhole(b / 2)
      let oddA = 2 * nearestWhole((a - 1) / 2) + 1
      let oddB = 2 * nearestWhole((b - 1) / 2) + 1
      let evenDistance = (a - evenA) * (a - evenA) + 3 * ((b - evenB) * (b - evenB))
      let oddDistance = (a - oddA) * (a - oddA) + 3 * ((b - oddB) * (b - oddB))
      let isOdd = oddDistance < evenDistance
      coordinates[2 * i] = Int32(isOdd ? oddA : evenA)
      coordinates[2 * i + 1] = Int32(isOdd ? oddB : evenB)
      cosets[i] = isOdd ? 1 : 0
    }
  }
}
