/// How the points of a lattice in a box are written by symbols of finite alphabets.
///
/// A block is the class of the point's coset, then the coset within its class, each where there is a choice, and then the coordinates.
/// The symbol of a coordinate counts the numbers of its residue from the least one of the box, and its context is its residue by the modulus. Where the steps must be
/// even, its axis and whether the numbers before it are an odd number of steps away from the least of their residues are part of the context, for at low rates a single step must
/// find a second one; the last coordinate's context is then its residue by twice the modulus.
///
/// The contexts are, in this order: one for the class; one for each class; and those of the coordinates.
struct LatticeAlphabets: Sendable {
  /// The kind of each axis, shape `[n]`: those of the same scale share one.
  let kinds: [Int]

  /// The least coordinate, for each kind of axis.
  package let lowest: [Int]

  /// The number of coordinates, for each kind of axis.
  let spans: [Int]

  /// The modulus of each axis, a power of two: shape `[n]`.
  let moduli: [Int]

  /// The first context of each axis, shape `[n]`.
  package let starts: [Int]

  /// How much further the context lies if the parities so far add up to an odd number, shape `[n]`.
  let oddOffsets: [Int]

  /// The cosets.
  package let cosets: CosetTable

  /// The first context of the members, and the number of symbols for the class.
  let memberBase: Int

  /// The first context of coordinates.
  let coordinateBase: Int

  /// The size of each alphabet, shape `[contexts]`.
  package let sizes: [Int]

  /// What is known of the coordinates of each context from ``coordinateBase`` on.
  let residueClasses: [ResidueClass]

  /// The coordinates that a context is about.
  struct ResidueClass: Sendable {
    /// The kind of axis.
    let kind: Int

    /// The coordinate of symbol 0.
    let first: Int

    /// How far the coordinates are apart.
    let step: Int
  }

  /// Alphabets for the points whose coordinates lie in a box.
  ///
  /// - Parameters:
  ///   - lattice: the lattice.
  ///   - lower: the least coordinate of a point, for each axis, shape `[n]`.
  ///   - upper: the largest one.
  init(lattice: some Lattice, lower: [Int], upper: [Int]) {
    let n = lattice.dimension
    let modulus = lattice.modulus
    let isTied = lattice.hasEvenSteps
    let scales = lattice.axisScales
    var distinct: [Double] = []
    for scale in scales where !distinct.contains(scale) { distinct.append(scale) }
    let kinds = scales.map { scale in distinct.firstIndex(of: scale) ?? 0 }
    let axes = distinct.indices.map { kind in kinds.firstIndex(of: kind) ?? 0 }
    let lowest = axes.map { lower[$0] }
    moduli = (0..<n).map { isTied && $0 == n - 1 ? 2 * modulus : modulus }
    // Two numbers of each residue at least, for an alphabet of one is no alphabet.
    let least = 2 * moduli[n - 1]
    let spans = axes.map { max(upper[$0] - lower[$0] + 1, least) }
    cosets = lattice.cosets
    memberBase = cosets.classSizes.count > 1 ? 1 : 0
    let coordinateBase = memberBase + (cosets.hasMembers ? cosets.classSizes.count : 0)
    let perGroup = isTied ? 2 * modulus : modulus
    starts = (0..<n).map { coordinateBase + perGroup * (isTied ? $0 : kinds[$0]) }
    oddOffsets = moduli.map { isTied && $0 == modulus ? modulus : 0 }
    var sizes: [Int] = memberBase == 1 ? [cosets.classSizes.count] : []
    if cosets.hasMembers { sizes += cosets.classSizes.map { max($0, 2) } }
    var residueClasses: [ResidueClass] = []
    for axis in isTied ? Array(0..<n) : axes {
      let (kind, step) = (kinds[axis], moduli[axis])
      for residue in 0..<perGroup {
        let first = lowest[kind] + (residue - lowest[kind]) & (step - 1)
        residueClasses.append(ResidueClass(kind: kind, first: first, step: step))
        sizes.append((lowest[kind] + spans[kind] - 1 - first) / step + 1)
      }
    }
    self.kinds = kinds
    self.lowest = lowest
    self.spans = spans
    self.coordinateBase = coordinateBase
    self.sizes = sizes
    self.residueClasses = residueClasses
  }

  /// Whether a coordinate counts as odd for the contexts of those after it: 0 or 1.
  ///
  /// It counts the steps from the number of the residue that is nearest to 0, so that the likely numbers count as even.
  @inline(__always)
  package func parity(ofCoordinate coordinate: Int, axis: Int) -> Int {
    (coordinate + moduli[axis] / 2) >> moduli[axis].trailingZeroBitCount & 1
  }

  /// Symbols before the coordinates.
  var headCount: Int { memberBase + (cosets.hasMembers ? 1 : 0) }
}
