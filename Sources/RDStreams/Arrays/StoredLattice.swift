import RDCoding
import RDQuantisers
import RDVectorQuantisation

/// A stored lattice quantiser: its lattice, the box of its points, and the reconstruction of the coordinates.
package struct StoredLattice: StoredQuantiser {
  private let box: LatticeBox
  private let numbers: [StoredNumbers]

  package init?(storing quantiser: any SequenceQuantiser) {
    guard let box = LatticeBox(of: quantiser) else { return nil }
    let numbers = box.levels.map { levels in
      let distances = zip(levels.dropFirst(), levels).map { abs($0 - $1) }.sorted()
      return StoredNumbers(levels, resolution: distances[distances.count / 4])
    }
    guard
      let stored = LatticeBox(
        lattice: box.lattice, lowest: box.lowest, levels: numbers.map(\.values))
    else { return nil }
    self.box = stored
    self.numbers = numbers
  }

  package init(from reader: inout BitReader) throws(CodingError) {
    let nameIndex = Int(try reader.read(bitCount: 8))
    let names = LatticeCatalogue.all.names
    guard names.indices.contains(nameIndex) else {
      throw .damagedTable(reason: "there is no lattice \(nameIndex)")
    }
    let kindCount = Int(try reader.readExponentialGolomb()) + 1
    guard kindCount <= 24 else { throw .damagedTable(reason: "it has \(kindCount) kinds of axes") }
    var lowest: [Int] = []
    var numbers: [StoredNumbers] = []
    for _ in 0..<kindCount {
      lowest.append(StoredNumbers.unfolded(try reader.readExponentialGolomb(order: 4)))
      numbers.append(try StoredNumbers(from: &reader))
    }
    guard
      let box = LatticeBox(lattice: names[nameIndex], lowest: lowest, levels: numbers.map(\.values))
    else { throw .damagedTable(reason: "its box is not one of the lattice \(names[nameIndex])") }
    self.box = box
    self.numbers = numbers
  }

  package func write(to writer: inout BitWriter) {
    let nameIndex = LatticeCatalogue.all.names.firstIndex(of: box.lattice) ?? 0
    writer.write(UInt64(nameIndex), bitCount: 8)
    writer.writeExponentialGolomb(UInt64(numbers.count - 1))
    for (lowest, numbers) in zip(box.lowest, numbers) {
      writer.writeExponentialGolomb(StoredNumbers.folded(lowest), order: 4)
      numbers.write(to: &writer)
    }
  }

  package var blockLength: Int { box.blockLength }

  /// The coset in up to two symbols, and the coordinates.
  package var symbolsPerBlock: Int { box.symbolsPerBlock }

  /// For the coset, and for the residues of the coordinates.
  package var alphabetSizes: [Int] { box.alphabetSizes }

  package func makeDecoderState(sampleCount: Int) -> LatticeDecoderState { box.makeDecoderState() }
}
