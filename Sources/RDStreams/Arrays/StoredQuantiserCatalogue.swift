import RDCore
import RDQuantisers

/// The families of quantisers that a file of numbers can hold.
package enum StoredQuantiserCatalogue {
  /// A line for each.
  ///
  /// Files have the place of the family in this list, so a new one goes to the end.
  package static let all = Catalogue<any StoredQuantiser.Type>(
    kind: "stored quantiser",
    [
      "scalar": StoredScalar.self,
      "trellis": StoredTrellis.self,
      "codewords": StoredCodewords.self,
      "lattice": StoredLattice.self,
      "polar": StoredPolar.self,
    ])

  /// The names of the families, in the order of their places.
  package static var names: [String] { all.names }

  /// What is stored of a quantiser, and the place of its family; `nil` if no family takes it.
  static func store(
    _ quantiser: any SequenceQuantiser
  ) -> (place: Int, quantiser: any StoredQuantiser)? {
    for (place, family) in all.entries.enumerated() {
      if let stored = family.init(storing: quantiser) { return (place, stored) }
    }
    return nil
  }
}
