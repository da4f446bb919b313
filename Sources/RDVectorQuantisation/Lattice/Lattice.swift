import RDCore

/// A lattice, as a quantiser and an entropy coder need it: the nearest point, and a representation of points by small integers.
///
/// A point has integer coordinates, each times the scale of its axis. The lattice is a union of cosets: in each, coordinate `i`
/// is `residue_i + modulus * k_i` with integer steps `k_i`, which are free but for one parity check if ``hasEvenSteps``. So a
/// point is a coset and then coordinates that are nearly independent, which makes it cheap to code.
///
/// > Source: [conway1999], chapter 5 (constructions A and B) and chapter 20 (decoding).
package protocol Lattice: Sendable {
  /// The dimension `n`.
  var dimension: Int { get }

  /// The scale of each axis, shape `[n]`.
  var axisScales: [Double] { get }

  /// The modulus of the coordinates within a coset: a power of two.
  var modulus: Int { get }

  /// Whether the steps of each point must have an even sum.
  var hasEvenSteps: Bool { get }

  var cosets: CosetTable { get }

  /// The volume of a Voronoi cell, in coordinate units.
  var volume: Double { get }

  /// The normalised second moment `G`: the mean squared distance, per dimension, of a uniform point in a cell from its centre,
  /// for a cell of volume 1. An ideal entropy-coded quantiser with this cell is `log2(2 pi e G) / 2` bits per sample from R(D) at
  /// high rates.
  var normalisedSecondMoment: Double { get }

  /// The covering radius: the greatest distance of a point from the lattice.
  var coveringRadius: Double { get }

  /// A shift of all coordinates, in units of the lattice, that maps the lattice to itself, or nearly so.
  var diagonalPeriod: Double { get }

  /// Finds the nearest lattice points.
  ///
  /// - Parameters:
  ///   - positions: points in units of the coordinates, shape `[count * n]`; each at most 2^30 in magnitude.
  ///   - count: number of points.
  ///   - coordinates: written, shape `[count * n]`.
  ///   - cosets: written, the indices of the cosets, shape `[count]`.
  func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>)
}

extension Lattice {
  /// The space-filling gain over the cubic lattice, in decibels: `10 log10(1 / (12 G))`.
  package var spaceFillingGainDecibels: Double {
    -decibels(ofPowerRatio: 12 * normalisedSecondMoment)
  }

  /// The nearest lattice points.
  ///
  /// - Parameter points: shape `[count * n]`, in units of the lattice; at most 2^30 in magnitude.
  /// - Returns: shape `[count * n]`.
  package func nearestPoints(to points: [Double]) -> [Double] {
    precondition(points.count.isMultiple(of: dimension), "a point is not complete")
    precondition(points.allSatisfy { abs($0) <= 0x1p30 }, "a point lies too far out")
    let scales = axisScales
    let count = points.count / dimension
    let positions = points.indices.map { points[$0] / scales[$0 % scales.count] }
    var coordinates = [Int32](repeating: 0, count: points.count)
    var numbers = [Int32](repeating: 0, count: count)
    findNearest(positions, count: count, coordinates: &coordinates, cosets: &numbers)
    return coordinates.indices.map { Double(coordinates[$0]) * scales[$0 % scales.count] }
  }
}
