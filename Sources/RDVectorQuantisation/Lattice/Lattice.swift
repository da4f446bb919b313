import RDCore

/// A lattice, as a quantiser and an entropy coder need it: the nearest point, and a way to write points as small numbers.
///
/// A point is written by integers, its coordinates, each times the scale of its axis. The lattice is a union of cosets: in each, coordinate
/// `i` is `residue_i + modulus * k_i` with whole steps `k_i`, which are free but for one check where ``hasEvenSteps`` says so.
/// So a point is a coset and then coordinates that hardly depend on one another, which is what makes it cheap to code.
///
/// > Source: [conway1999], chapter 5 (constructions A and B) and chapter 20 (decoding).
package protocol Lattice: Sendable {
  /// The dimension `n`.
  var dimension: Int { get }

  /// The scale of each axis, shape `[n]`.
  var axisScales: [Double] { get }

  /// What coordinates of the same coset differ by: a power of two.
  var modulus: Int { get }

  /// Whether the steps of a point add up to an even number.
  var hasEvenSteps: Bool { get }

  /// The cosets.
  var cosets: CosetTable { get }

  /// The volume of a cell.
  var volume: Double { get }

  /// The normalised second moment `G`: the mean squared distance, per dimension, of a point spread evenly over a cell, for a cell
  /// of volume 1. An ideal entropy-coded quantiser with this cell is `log2(2 pi e G) / 2` bits per sample from R(D) at high rates.
  var normalisedSecondMoment: Double { get }

  /// The largest distance that a point can have from the lattice.
  var coveringRadius: Double { get }

  /// A number such that moving all coordinates by it, in units of the lattice, leads from a lattice point to another one, or nearly so.
  var diagonalPeriod: Double { get }

  /// Finds the nearest lattice points.
  ///
  /// - Parameters:
  ///   - positions: points in units of the coordinates, shape `[count * n]`; each at most 2^30 in magnitude.
  ///   - count: how many points.
  ///   - coordinates: where the coordinates go, shape `[count * n]`.
  ///   - cosets: where the numbers of the cosets go, shape `[count]`.
  func findNearest(
    _ positions: UnsafePointer<Double>, count: Int,
    coordinates: UnsafeMutablePointer<Int32>, cosets: UnsafeMutablePointer<Int32>)
}

extension Lattice {
  /// How much less than the cube's its second moment is, in decibels: `10 log10(1 / (12 G))`.
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
