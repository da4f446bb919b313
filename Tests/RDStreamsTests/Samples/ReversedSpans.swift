import RDCoding
import RDQuantisers
import RDScalarQuantisation
import RDStreams

/// A scalar quantiser that writes the symbols of every 64 samples backwards.
struct ReversedSpans: SequenceQuantiser {
  static let span = 64

  let quantiser: ScalarQuantiser

  var blockLength: Int { Self.span }
  var symbolsPerBlock: Int { Self.span }
  var alphabetSizes: [Int] { [quantiser.levelCount] }
  var codingSpan: Int { Self.span }

  func symbols(of samples: [Double]) -> [Int32] {
    stride(from: 0, to: samples.count, by: Self.span).flatMap { start in
      quantiser.symbols(of: Array(samples[start..<start + Self.span])).reversed()
    }
  }

  func makeDecoderState() -> State { State(levels: quantiser.levels) }

  struct State: DecoderState {
    package let levels: [Double]
    private var span: [Double] = []

    init(levels: [Double]) { self.levels = levels }

    var context: Int { 0 }

    mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
      span.append(levels[Int(symbol)])
      guard span.count == ReversedSpans.span else { return }
      reconstruction += span.reversed()
      span.removeAll()
    }
  }
}

extension ReversedSpans: ExternallyDecodedQuantiser {
  var decoderTables: any QuantiserTables { SampleTables(quantiser: self) }

  func decoderTables(
    from reader: inout BitReader
  ) throws(CodingError) -> any QuantiserTables {
    try SampleTables.read(&reader, self)
  }
}
