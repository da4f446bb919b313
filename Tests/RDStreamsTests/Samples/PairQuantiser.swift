import RDCoding
import RDQuantisers
import RDStreams

/// A quantiser of pairs that has everything a coder must mind: blocks of two samples, contexts of different sizes, and a
/// context that depends on the symbol before.
struct PairQuantiser: SequenceQuantiser {
  var blockLength: Int { 2 }
  var symbolsPerBlock: Int { 2 }
  var alphabetSizes: [Int] { [3, 2, 5] }

  /// The first sample is cut at -0.8 and 0.9; the second one has a finer alphabet behind the middle of the first.
  func symbols(of samples: [Double]) -> [Int32] {
    precondition(samples.count.isMultiple(of: 2))
    return stride(from: 0, to: samples.count, by: 2).flatMap { start -> [Int32] in
      let first: Int32 = samples[start] < -0.8 ? 0 : samples[start] < 0.9 ? 1 : 2
      let second = samples[start + 1]
      guard first == 1 else { return [first, second < 0 ? 0 : 1] }
      return [first, Int32(max(0, min(4, (second * 1.3 + 2).rounded())))]
    }
  }

  func makeDecoderState() -> State { State() }

  struct State: DecoderState {
    var first: Int32?

    var context: Int { first == nil ? 0 : first == 1 ? 2 : 1 }

    mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
      guard let first else {
        self.first = symbol
        return
      }
      reconstruction.append([-1.41, 0.07, 1.53][Int(first)])
      reconstruction.append(first == 1 ? (Double(symbol) - 2) / 1.3 : symbol == 0 ? -0.81 : 0.79)
      self.first = nil
    }
  }

  /// The quantiser with probabilities that are none of its own.
  static let rated = RatedQuantiser(
    quantiser: PairQuantiser(),
    symbolProbabilities: [[0.21, 0.61, 0.18], [0.4, 0.6], [0.07, 0.2, 0.43, 0.22, 0.08]])
}

extension PairQuantiser: ExternallyDecodedQuantiser {
  var decoderTables: any QuantiserTables { SampleTables(quantiser: self) }

  func decoderTables(
    from reader: inout BitReader
  ) throws(CodingError) -> any QuantiserTables {
    try SampleTables.read(&reader, self)
  }
}
