import RDCoding
import RDQuantisers
import RDVectorQuantisation

/// The decoder of a lattice quantiser: its lattice, the box of its points, and what their coordinates stand for.
package struct LatticeTables: QuantiserTablesFamily {
  private let box: LatticeBox
  private let numbers: [NumberTable]

  package init?(of quantiser: any SequenceQuantiser) {
    guard let box = LatticeBox(of: quantiser) else { return nil }
    let numbers = box.levels.map { levels in
      let distances = zip(levels.dropFirst(), levels).map { abs($0 - $1) }.sorted()
      return NumberTable(levels, resolution: distances[distances.count / 4])
    }
    guard
      let stored = LatticeBox(
        lattice: box.lattice, lowest: box.lowest, levels: numbers.map(\.values))
    else { return nil }
    self.box = stored
    self.numbers = numbers
  }

  package init(from reader: inout BitReader) throws(CodingError) {
    let place = Int(try reader.read(bitCount: 8))
    let names = LatticeCatalogue.all.names
    guard names.indices.contains(place) else {
      throw .damagedTable(reason: "there is no lattice \(place)")
    }
    let kindCount = Int(try reader.readExponentialGolomb()) + 1
    guard kindCount <= 24 else { throw .damagedTable(reason: "it has \(kindCount) kinds of axes") }
    var lowest: [Int] = []
    var numbers: [NumberTable] = []
    for _ in 0..<kindCount {
      lowest.append(NumberTable.unfolded(try reader.readExponentialGolomb(order: 4)))
      numbers.append(try NumberTable(from: &reader))
    }
    guard
      let box = LatticeBox(lattice: names[place], lowest: lowest, levels: numbers.map(\.values))
    else { throw .damagedTable(reason: "its box is none of the lattice \(names[place])") }
    self.box = box
    self.numbers = numbers
  }

  package func write(to writer: inout BitWriter) {
    let place = LatticeCatalogue.all.names.firstIndex(of: box.lattice) ?? 0
    writer.write(UInt64(place), bitCount: 8)
    writer.writeExponentialGolomb(UInt64(numbers.count - 1))
    for (lowest, numbers) in zip(box.lowest, numbers) {
      writer.writeExponentialGolomb(NumberTable.folded(lowest), order: 4)
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
