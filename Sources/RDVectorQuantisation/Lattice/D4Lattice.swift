/// The lattice D4, the best known in four dimensions: integers that are all even or all odd.
///
/// This is D4 rotated and scaled by the square root of two, construction A of the repetition code: a point is one bit and four
/// free integers, whereas a constraint to even sums would make the last one depend on the others.
///
/// > Source: [conway1999], chapter 4, section 7.2; its second moment `13 / (120 sqrt(2))`, chapter 21.
package struct D4Lattice: Lattice {
  package let dimension = 4

  package let axisScales = [1.0, 1, 1, 1]

  package let modulus = 2

  package let hasEvenSteps = false

  package let cosets = CosetTable(words: [[0, 0, 0, 0], [1, 1, 1, 1]])

  package let volume = 8.0

  package let normalisedSecondMoment = 13 / (120 * 2.0.squareRoot())

  package let coveringRadius = 2.0.squareRoot()

  package let diagonalPeriod = 1.0

  /// The lattice, of minimum distance 2.
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
      // The nearest odd number is on the same side of the even one as the point.
      let step = SIMD4<Double>(repeating: 1).replacing(with: -1, where: offset .< 0)
      let nearest = isOdd ? even + step : even
      UnsafeMutableRawPointer(coordinates + 4 * i).storeBytes(
        of: integers(nearest), as: SIMD4<Int32>.self)
      cosets[i] = isOdd ? 1 : 0
    }
  }
}
