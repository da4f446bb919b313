import RDQuantisers

/// The points of a lattice in a box and the reconstruction of their coordinates: what the decoder of a lattice quantiser needs.
package struct LatticeBox: Sendable {
  /// The name of the lattice in ``LatticeCatalogue``.
  package let lattice: String

  /// The least coordinate, for each kind of axis: axes of the same scale are of one kind.
  package let lowest: [Int]

  /// The reconstruction of each coordinate, for each kind of axis, shape `[kinds][span]`.
  package let levels: [[Double]]

  private let alphabets: LatticeAlphabets

  /// A box from its parts; `nil` if there is no such lattice, or it has other kinds of axes.
  ///
  /// Each kind needs as many levels as the lattice's steps require, and the box extends to at most 2^20 from the origin.
  package init?(lattice name: String, lowest: [Int], levels: [[Double]]) {
    guard let lattice = try? LatticeCatalogue.all.entry(named: name),
      lowest.count == levels.count, lowest.allSatisfy({ abs($0) <= 1 << 20 }),
      levels.allSatisfy({ $0.count <= 1 << 20 }),
      let alphabets = Self.alphabets(of: lattice, lowest: lowest, spans: levels.map(\.count))
    else { return nil }
    self.lattice = name
    self.lowest = lowest
    self.levels = levels
    self.alphabets = alphabets
  }

  /// The box of a quantiser; `nil` if its lattice is not in the catalogue.
  package init?(of quantiser: any SequenceQuantiser) {
    guard let (lattice, alphabets, levels) = (quantiser as? any LatticeCoded)?.latticeParts,
      let index = LatticeCatalogue.all.entries.firstIndex(where: {
        type(of: $0) == type(of: lattice) && $0.dimension == lattice.dimension
      })
    else { return nil }
    self.lattice = LatticeCatalogue.all.names[index]
    lowest = alphabets.lowest
    self.levels = levels
    self.alphabets = alphabets
  }

  package var blockLength: Int { alphabets.kinds.count }

  /// The coset in up to two symbols, and the coordinates.
  package var symbolsPerBlock: Int { alphabets.headCount + blockLength }

  /// The size of each alphabet, shape `[contexts]`.
  package var alphabetSizes: [Int] { alphabets.sizes }

  /// A decoder state at the start of a block.
  package func makeDecoderState() -> LatticeDecoderState {
    LatticeDecoderState(alphabets: alphabets, levels: levels)
  }

  private static func alphabets(
    of lattice: some Lattice, lowest: [Int], spans: [Int]
  ) -> LatticeAlphabets? {
    var scales: [Double] = []
    for scale in lattice.axisScales where !scales.contains(scale) { scales.append(scale) }
    guard scales.count == lowest.count else { return nil }
    let kinds = lattice.axisScales.map { scales.firstIndex(of: $0) ?? 0 }
    let alphabets = LatticeAlphabets(
      lattice: lattice, lower: kinds.map { lowest[$0] },
      upper: kinds.map { lowest[$0] + spans[$0] - 1 })
    return alphabets.spans == spans ? alphabets : nil
  }
}

/// A lattice quantiser of any lattice.
protocol LatticeCoded {
  /// The lattice, the representation of its points, and the reconstruction of their coordinates.
  var latticeParts: (lattice: any Lattice, alphabets: LatticeAlphabets, levels: [[Double]]) { get }
}

extension LatticeQuantiser: LatticeCoded {
  var latticeParts: (lattice: any Lattice, alphabets: LatticeAlphabets, levels: [[Double]]) {
    (lattice, alphabets, levels)
  }
}
