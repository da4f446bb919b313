import RDArrayFiles
import RDCore
import RDQuantisation
import RDQuantisers
import RDSources
import RDStreams

/// An array that is coded and decoded in memory.
struct StreamCase {
  let numbers: [Double]
  let form: ArrayForm
  let statistics: ArrayStatistics

  /// An array of those numbers, rounded to their kind.
  init(_ numbers: [Double], element: NumberType = .float32, shape: [Int]? = nil) throws {
    self.numbers = numbers.map(element.rounded)
    guard let form = ArrayForm(type: element, shape: shape ?? [numbers.count]) else {
      throw StreamError.impossibleHeader(reason: "no shape")
    }
    self.form = form
    var statistics = ArrayStatistics()
    statistics.take(self.numbers)
    self.statistics = statistics
  }

  /// Draws of a normal source.
  init(normal count: Int, element: NumberType = .float32) throws {
    var stream = RandomStream(seed: SeedPath(root: 7)["coded arrays", count])
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    try self.init((0..<count).map { _ in source.sample(using: &stream) }, element: element)
  }

  static func quantiser(_ name: String, rate: Double) throws -> RatedQuantiser {
    let method = try QuantiserCatalogue.methods(Descriptor(parsing: name))[0]
    return try method.ratedQuantiser(
      for: Gaussian(), rate: .bits(rate), seed: SeedPath(root: 1))
  }

  /// The code of a quantiser for the array; `nil` where its numbers do not differ.
  func code(_ quantiser: RatedQuantiser?) throws -> SequenceCode? {
    guard let quantiser, statistics.deviation > 0 else { return nil }
    return try SequenceCode(
      quantiser, sampleCount: statistics.count, label: "test", mean: statistics.mean,
      deviation: statistics.deviation)
  }

  /// The file, its numbers handed over in pieces of that length.
  func file(
    _ quantiser: RatedQuantiser?, pieceLength: Int = 1 << 20
  ) throws -> (bytes: [UInt8], outcome: StreamEncoder.Outcome) {
    let file = ByteBox()
    var encoder = try StreamEncoder(code(quantiser), form: form, mean: statistics.mean) {
      file.bytes += $0
    }
    for start in stride(from: 0, to: numbers.count, by: pieceLength) {
      try encoder.encode(Array(numbers[start..<min(start + pieceLength, numbers.count)]))
    }
    let outcome = try encoder.finish()
    return (file.bytes, outcome)
  }

  /// The header and the numbers of a file, which is read in pieces of at most that length.
  static func decode(
    _ bytes: [UInt8], pieceLength: Int = 1 << 20, limit: Int = .max
  ) throws -> (header: StreamHeader, numbers: [Double]) {
    let position = Box(0)
    var decoder = try StreamDecoder { count in
      let end = min(position.value + min(count, pieceLength), bytes.count)
      defer { position.value = end }
      return Array(bytes[position.value..<end])
    }
    var numbers: [Double] = []
    while numbers.count < limit, let piece = try decoder.next() { numbers += piece }
    return (decoder.header, numbers)
  }

  private final class ByteBox {
    var bytes: [UInt8] = []
  }

  private final class Box {
    var value: Int

    init(_ value: Int) {
      self.value = value
    }
  }
}
