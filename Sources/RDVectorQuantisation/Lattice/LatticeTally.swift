/// The counts of the symbols in each context, in samples that a lattice quantised.
struct LatticeTally {
  /// Shape `[contexts][alphabet]`; the contexts of members stay empty.
  package var counts: [[Double]]

  /// Number of samples.
  package let sampleCount: Int

  /// Counts the symbols of samples, an integer number of blocks.
  init<Base: Lattice>(of samples: [Double], by quantiser: LatticeQuantiser<Base>) {
    let alphabets = quantiser.alphabets
    let n = quantiser.blockLength
    var counts = alphabets.sizes.map { [Double](repeating: 0, count: $0) }
    let head = alphabets.coordinateBase
    var classes = [Double](repeating: 0, count: alphabets.cosets.classSizes.count)
    let contextCount = alphabets.sizes.count - head
    let width = alphabets.sizes[head...].max() ?? 0
    var table = [Double](repeating: 0, count: contextCount * width)
    table.withUnsafeMutableBufferPointer { table in
      quantiser.forEachChunk(of: samples) { coordinates, cosets in
        for (block, coset) in cosets.enumerated() {
          classes[Int(alphabets.cosets.classes[Int(coset)])] += 1
          var parity = 0
          for axis in 0..<n {
            let coordinate = Int(coordinates[block * n + axis])
            let modulus = alphabets.moduli[axis]
            let shift = modulus.trailingZeroBitCount
            let context =
              alphabets.starts[axis] - head + parity * alphabets.oddOffsets[axis]
              + coordinate & (modulus - 1)
            let symbol = (coordinate - alphabets.lowest[alphabets.kinds[axis]]) >> shift
            table[context * width + symbol] += 1
            parity ^= alphabets.parity(ofCoordinate: coordinate, axis: axis)
          }
        }
      }
    }
    if alphabets.memberBase == 1 { counts[0] = classes }
    for context in 0..<contextCount {
      for symbol in counts[head + context].indices {
        counts[head + context][symbol] = table[context * width + symbol]
      }
    }
    self.counts = counts
    sampleCount = samples.count
  }

  /// The sum of the counts of two tallies.
  static func + (left: LatticeTally, right: LatticeTally) -> LatticeTally {
    LatticeTally(
      counts: zip(left.counts, right.counts).map { zip($0, $1).map { $0 + $1 } },
      sampleCount: left.sampleCount + right.sampleCount)
  }

  private init(counts: [[Double]], sampleCount: Int) {
    self.counts = counts
    self.sampleCount = sampleCount
  }
}
