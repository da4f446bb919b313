import RDCore
import RDSources
import RDStreams

extension LedgerSource {
  /// The codec of a method at a rate: its quantiser with a range coder behind it, and for a process the transform code of its blocks.
  ///
  /// - Parameters:
  ///   - method: the method, which has an entropy code where it asks for one.
  ///   - rate: per sample.
  ///   - designs: the quantisers of components that are known from other rates.
  ///   - seed: what the design of a quantiser of so many bits draws from.
  /// - Returns: the codec, with the quantisers in it.
  /// - Throws: what the design and the codec throw.
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
