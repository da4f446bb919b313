/// The representation of the points of a lattice in a box by symbols of finite alphabets.
///
/// A block is the class of the point's coset, then the coset within its class, each if there is a choice, and then the
/// coordinates. The symbol of a coordinate counts the integers of its residue from the least one of the box, and its context is
/// its residue. If the sum of the steps must be even, the context also includes the axis and the parity of the steps before it,
/// counted from the least of their residues, for at low rates a single step needs a second one; the context of the last
/// coordinate is then its residue modulo twice the modulus.
///
/// The order of the contexts is: one for the class; one for each class; and those of the coordinates.
struct LatticeAlphabets: Sendable {
  /// The kind of each axis, shape `[n]`: axes of the same scale are of the same kind.
  let kinds: [Int]

  /// The least coordinate, for each kind of axis.
  package let lowest: [Int]

  /// The number of coordinates, for each kind of axis.
  let spans: [Int]

  /// The modulus of each axis, a power of two: shape `[n]`.
  let moduli: [Int]

  /// The first context of each axis, shape `[n]`.
  package let starts: [Int]

  /// The offset of the context if the sum of the parities so far is odd, shape `[n]`.
  let oddOffsets: [Int]

  package let cosets: CosetTable

  /// The first context of the members, and the number of symbols for the class.
  let memberBase: Int

  /// The first context of coordinates.
  let coordinateBase: Int

  /// The size of each alphabet, shape `[contexts]`.
  package let sizes: [Int]

  /// The coordinates of each context from ``coordinateBase`` on.
  let residueClasses: [ResidueClass]

  /// The coordinates of a context.
  struct ResidueClass: Sendable {
    /// The kind of axis.
    let kind: Int

    /// The coordinate of symbol 0.
    let first: Int

    /// The distance of neighbouring coordinates.
    let step: Int
  }

  /// Alphabets for the points whose coordinates lie in a box.
  ///
  /// - Parameters:
  ///   - lattice: the lattice.
  ///   - lower: the least coordinate of a point, for each axis, shape `[n]`.
  ///   - upper: the greatest one.
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
    // At least two integers of each residue, for an alphabet needs two symbols.
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
  /// Steps are counted from the integer of the residue that is nearest to 0, so that the likely ones count as even.
  @inline(__always)
  package func parity(ofCoordinate coordinate: Int, axis: Int) -> Int {
    (coordinate + moduli[axis] / 2) >> moduli[axis].trailingZeroBitCount & 1
  }

  /// Symbols before the coordinates.
  var headCount: Int { memberBase + (cosets.hasMembers ? 1 : 0) }
}
