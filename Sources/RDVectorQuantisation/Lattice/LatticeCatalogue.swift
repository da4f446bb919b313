import RDCore
import RDQuantisers

/// The lattices that have a name.
package enum LatticeCatalogue {
  package static let all = Catalogue<any Lattice>(
    kind: "lattice",
    [
      "z": ZLattice(),
      "a2": A2Lattice(),
      "d4": D4Lattice(),
      "e8": E8Lattice(),
      "leech": LeechLattice(),
    ])

  /// The designer of entropy-coded quantisers on a lattice.
  package static func designer(for lattice: any Lattice) -> any RateDesigner { opened(lattice) }

  private static func opened(_ lattice: some Lattice) -> any RateDesigner {
    LatticeDesigner(lattice)
  }
}
