import RDCore
import RDSources
import RDStreams

extension LedgerSource {
  /// The codec of a method at a rate: its quantiser with a range coder behind it, and for a process the transform code of its blocks.
  ///
  /// - `rate`: per sample.
  func codec(
    of method: LedgerMethod, atRate rate: Information, designs: ComponentDesigns = .init(),
    seed: (Double) -> SeedPath
  ) throws -> any SampleCodec {
    switch kind {
    case .density(let density):
      let rated = try method.quantiser.ratedQuantiser(
        for: density, rate: rate, seed: seed(rate.bits))
      return try EntropyCodedSequence(
        rated, lengths: method.lengths ?? SymbolLengths(designedInto: rated))
    case .process(let process):
      return try TransformCodedSequence(
        of: process, blockLength: blockLength, rate: rate, menu: RateMenu(method.quantiser),
        lengths: method.lengths
      ) { componentRate in
        try designs.design(atRate: componentRate.bits) {
          try method.quantiser.ratedQuantiser(
            for: Gaussian(), rate: componentRate, seed: seed(componentRate.bits))
        }
      }
    }
  }
}
