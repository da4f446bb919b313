import RDQuantisers

/// The decoder state of a lattice quantiser.
package struct LatticeDecoderState: DecoderState {
  let alphabets: LatticeAlphabets
  package let levels: [[Double]]

  /// The samples of the block so far, shape `[n]`.
  private var block: [Double]

  /// The number of symbols of the block taken so far.
  private var position = 0

  /// The coset of the block.
  private var coset = 0

  /// Whether the sum of the steps so far is odd.
  private var hasOddSteps = false

  /// The sum of the parities so far, modulo 2.
  private var parity = 0

  /// The context of the next symbol.
  package private(set) var context: Int

  init(alphabets: LatticeAlphabets, levels: [[Double]]) {
    self.alphabets = alphabets
    self.levels = levels
    block = [Double](repeating: 0, count: alphabets.kinds.count)
    context = 0
    expect(position: 0)
  }

  /// Takes a symbol; the last one of a block gives its samples.
  package mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
    let table = alphabets.cosets
    let head = alphabets.headCount
    if position < head {
      if position == 0, alphabets.memberBase == 1 {
        coset = table.classStarts[Int(symbol)]
      } else {
        // A class of one coset has a second member in its alphabet, which is never coded.
        coset += min(Int(symbol), table.classSizes[Int(table.classes[coset])] - 1)
      }
    } else {
      let axis = position - head
      let residues = alphabets.residueClasses[context - alphabets.coordinateBase]
      let coordinate = residues.first + residues.step * Int(symbol)
      // The number of steps is the quotient, for residues lie below the modulus; that of the last axis is not needed.
      if (coordinate >> alphabets.moduli[axis].trailingZeroBitCount) & 1 == 1 {
        hasOddSteps.toggle()
      }
      parity ^= alphabets.parity(ofCoordinate: coordinate, axis: axis)
      block[axis] = levels[residues.kind][coordinate - alphabets.lowest[residues.kind]]
    }
    if position == head + block.count - 1 {
      reconstruction.append(contentsOf: block)
      coset = 0
      hasOddSteps = false
      parity = 0
      expect(position: 0)
    } else {
      expect(position: position + 1)
    }
  }

  /// Sets the context of the symbol at an index of the block.
  private mutating func expect(position: Int) {
    self.position = position
    let head = alphabets.headCount
    guard position >= head else {
      context =
        position == 0 && alphabets.memberBase == 1
        ? 0 : alphabets.memberBase + Int(alphabets.cosets.classes[coset])
      return
    }
    let axis = position - head
    let modulus = alphabets.moduli[axis]
    let residue = Int(alphabets.cosets.residues[coset * block.count + axis])
    // For the last axis under the parity check, an odd sum of steps so far is a step of its own.
    let isTied = modulus > alphabets.moduli[0]
    let own = (isTied && hasOddSteps ? residue + alphabets.moduli[0] : residue) & (modulus - 1)
    context =
      alphabets.starts[axis] + parity * alphabets.oddOffsets[axis] + own
  }
}
