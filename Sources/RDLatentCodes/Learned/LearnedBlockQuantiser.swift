import RDNetworks
import RDQuantisers
import RealModule

/// The encoder and the decoder of a learned code of blocks as a quantiser of sequences: a block of samples becomes a block of rounded
/// latents, each in a context of its own.
///
/// The numbers of a latent are those of its table; one outside of it becomes the nearest in it.
package struct LearnedBlockQuantiser: SequenceQuantiser {
  package let model: BlockCodeModel

  /// The offset of each latent's integer grid, shape `[n]`.
  package let offsets: [Float]

  /// The numbers of each latent, shape `[n]`.
  package let tables: [LatentTable]
  let assignment: BlockAssignment
  package var blockLength: Int { model.architecture.blockLength }
  package var symbolsPerBlock: Int { model.architecture.blockLength }
  package var alphabetSizes: [Int] { tables.map(\.probabilities.count) }

  package func symbols(of samples: [Double]) -> [Int32] {
    let numbers = BlockEncoder(model, offsets: offsets).numbers(
      of: samples, assignment: assignment, tables: tables)
    return numbers.enumerated().map { index, number in
      let table = tables[index % symbolsPerBlock]
      return min(max(number, table.lowest), table.highest) - table.lowest
    }
  }

  /// The same code with another quantisation rule.
  package func with(assignment: BlockAssignment) -> LearnedBlockQuantiser {
    LearnedBlockQuantiser(
      model: model, offsets: offsets, tables: tables, assignment: assignment)
  }

  package func makeDecoderState() -> LearnedBlockDecoderState { LearnedBlockDecoderState(self) }
}

/// Decodes a sequence block by block.
package struct LearnedBlockDecoderState: DecoderState {
  private let quantiser: LearnedBlockQuantiser
  private let network: BlockCodeNetwork<Float>
  private let pass: Pass<Float>
  package private(set) var context = 0

  init(_ quantiser: LearnedBlockQuantiser) {
    self.quantiser = quantiser
    network = quantiser.model.network(batchCapacity: 1)
    pass = network.graph.pass(rowCount: 1, mode: .evaluation)
  }

  package mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
    pass.value(network.codedLatents)[0, context] =
      Float(symbol + quantiser.tables[context].lowest) + quantiser.offsets[context]
    context += 1
    guard context == quantiser.symbolsPerBlock else { return }
    context = 0
    network.graph.forward(network.decoder, in: pass)
    let decoded = pass.value(network.reconstruction)
    for column in 0..<quantiser.blockLength { reconstruction.append(Double(decoded[0, column])) }
  }
}
