import RDCore
import RDPolarQuantisation
import RDQuantisers
import RDScalarQuantisation
import RDSources
import RDTrellisQuantisation
import RDVectorQuantisation
import Testing

@Suite("Sequences that come in pieces")
struct StreamingEncoderTests {
  private static func quantisers() throws -> [any SequenceQuantiser] {
    let levels = (0..<28).map { 0.35 * (Double($0) - 13.5) }
    let trellises = try ["4", "8", "256", "1024"].map { states in
      TrellisQuantiser(
        code: try TrellisCodeCatalogue.all.entry(named: states), levels: levels,
        penalties: levels.map { 0.05 * abs($0) })
    }
    let polar = try PolarDesigner(exponent: 11, listSize: 2).design(
      for: Gaussian(), rate: .bits(1), seed: SeedPath(root: 1)
    ).product.quantiser
    return trellises + [
      polar,
      ScalarQuantiser(thresholds: [-0.5, 1], levels: [-1, 0.37, 2]),
      VectorQuantiser(
        codewords: [-1, 0, 1, 0, 0.3, 2, 2, -1, 0.4], penalties: [0, 0.1, 0.2], blockLength: 3),
    ]
  }

  @Test("the symbols are those of the whole, however it was cut")
  func pieces() throws {
    var stream = RandomStream(seed: SeedPath(root: 7)["feed", "pieces"])
    let source = Laplacian(mean: -0.71, standardDeviation: 2.385)
    let samples = (0..<30_000).map { _ in source.sample(using: &stream) }
    for quantiser in try Self.quantisers() {
      // Around the lengths at which a trellis of 8 states decides its first and second block.
      for count in [0, 1, 3, 100, 8352, 8353, 8354, 16_544, 16_545, 30_000] {
        let filled = (count + quantiser.blockLength - 1) / quantiser.blockLength
        var whole = Array(samples[..<count])
        while whole.count < filled * quantiser.blockLength { whole.append(samples[count - 1]) }
        let expected = quantiser.symbols(of: whole)
        for longest in [1, 7, 5000, 20_000] where count < 10_000 || longest > 100 {
          var streamingEncoder = quantiser.makeStreamingEncoder()
          var symbols: [Int32] = []
          var position = 0
          while position < count {
            let end = min(position + 1 + stream.next(below: longest), count)
            streamingEncoder.take(Array(samples[position..<end]), appendingTo: &symbols)
            position = end
          }
          streamingEncoder.finish(appendingTo: &symbols)
          #expect(symbols == expected, "\(quantiser.blockLength), \(count), \(longest)")
          // A streaming encoder that has ended stands at the start of another sequence.
          symbols = []
          streamingEncoder.take(Array(samples[..<min(count, 60)]), appendingTo: &symbols)
          streamingEncoder.finish(appendingTo: &symbols)
          if count <= 60 { #expect(symbols == expected) }
        }
      }
    }
  }
}
