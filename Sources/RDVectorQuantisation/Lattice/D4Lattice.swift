/// The lattice D4, the best known in four dimensions: integers that are all even or all odd.
///
/// This is D4 turned and scaled by the square root of two, construction A of the repetition code: a point is one bit and then four numbers that are
/// free, where even sums would tie the last to the others.
///
/// > Source: [conway1999], chapter 4, section 7.2; its second moment `13 / (120 sqrt(2))`, chapter 21.
package struct D4Lattice: Lattice {
  /// The dimension.
  package let dimension = 4

  /// The scale of each axis.
  package let axisScales = [1.0, 1, 1, 1]

  /// What coordinates of a coset differ by.
  package let modulus = 2

  /// The steps are free.
  package let hasEvenSteps = false

  /// The cosets.
  package let cosets = CosetTable(words: [[0, 0, 0, 0], [1, 1, 1, 1]])

  /// The volume of a cell.
  package let volume = 8.0

  /// The normalised second moment.
  package let normalisedSecondMoment = 13 / (120 * 2.0.squareRoot())

  /// The largest distance from the lattice.
  package let coveringRadius = 2.0.squareRoot()

  /// The period of equal coordinates.
  package let diagonalPeriod = 1.0

  /// The lattice, of minimal distance 2.
  package init() {}

  /// Takes the nearer of the nearest points of two cubic lattices.
  ///
  /// With `t` the distance of a number from the nearest even one, the nearest odd one is `1 - t` away, so the odd
  /// point is the nearer one where the distances `t` add up to more than 2.
  package func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>
  ) {
    for i in 0..<count {
      let point = UnsafeRawPointer(positions + 4 * i).loadUnaligned(as: SIMD4<Double>.self)
      let even = 2 * nearestWhole(0.5 * point)
      let offset = point - even
      let distance = offset.replacing(with: -offset, where: offset .< 0)
      let pairs = distance.lowHalf + distance.highHalf
      let isOdd = pairs.x + pairs.y > 2
      // The nearest odd number lies on the side of the even one on which the point is.
      let step = SIMD4<Double>(repeating: 1).replacing(with: -1, where: offset .< 0)
      let nearest = isOdd ? even + step : even
      UnsafeMutableRawPointer(coordinates + 4 * i).storeBytes(
        of: integers(nearest), as: SIMD4<Int32>.self)
      cosets[i] = isOdd ? 1 : 0
    }
  }
}
