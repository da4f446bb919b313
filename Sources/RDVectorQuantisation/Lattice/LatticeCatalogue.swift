import RDCore
import RDQuantisers

/// The lattices that can be named.
package enum LatticeCatalogue {
  /// The lattices, a line for each.
  package static let all = Catalogue<any Lattice>(
    kind: "lattice",
    [
      "z": IntegerLattice(),
      "a2": HexagonalLattice(),
      "d4": CheckerboardLattice(),
      "e8": GossetLattice(),
      "leech": LeechLattice(),
    ])

  /// The designer of entropy-coded quantisers on a lattice.
  package static func designer(for lattice: any Lattice) -> any RateDesigner { opened(lattice) }

  private static func opened(_ lattice: some Lattice) -> any RateDesigner {
    LatticeDesigner(lattice)
  }
}
