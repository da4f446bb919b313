import Foundation
import RDArrayFiles
import RDCore
import RDQuantisation
import RDQuantisers
import RDResults
import RDSources
import RDStreams
import RDTrellisQuantisation
import Testing

@Suite("Streams of coded numbers")
struct StreamTests {
  static let methods = [
    "ectcq-8", "ectcq-512", "tcq-4", "ecsq", "lloyd-max", "companding", "uniform-threshold",
    "ecvq:dimension=3", "lbg", "a2", "e8", "leech", "polar:length=2048,list=1",
  ]

  @Test(
    "what is decoded has the error that the encoder told, however both were fed", arguments: methods
  )
  func inverse(_ method: String) throws {
    let quantiser = try StreamCase.quantiser(method, rate: 1.5)
    for element in [NumberType.float32, .float64] {
      for count in [2, 3, 7, 1000, 70_000] where element == .float32 || count < 1500 {
        let array = try StreamCase(normal: count, element: element)
        let (bytes, outcome) = try array.file(quantiser)
        #expect(outcome.byteCount == bytes.count && outcome.count == count)
        let (header, numbers) = try StreamCase.decode(bytes)
        #expect(header.form == array.form && header.method == "test")
        #expect(header.mean == array.statistics.mean)
        #expect(header.deviation == array.statistics.deviation)
        #expect(numbers.count == count)
        #expect(numbers == numbers.map(element.rounded))
        let error = zip(numbers, array.numbers).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        // Sums of the same numbers in another order.
        #expect(abs(error / Double(count) - outcome.meanSquaredError) <= 1e-10 * error)
        for length in [1, 611] where count <= 1000 || length > 1 {
          let other = try array.file(quantiser, pieceLength: length).bytes
          #expect(other == bytes)
          let again = try StreamCase.decode(bytes, pieceLength: length).numbers
          #expect(again == numbers)
        }
      }
    }
  }

  @Test("a stored quantiser loses next to nothing, and a file is as short as its symbols")
  func storing() throws {
    let array = try StreamCase(normal: 200_000, element: .float64)
    let standard = array.numbers.map { ($0 - array.statistics.mean) / array.statistics.deviation }
    for method in Self.methods {
      let rated = try StreamCase.quantiser(method, rate: 1.5)
      let (_, outcome) = try array.file(rated)
      let excess = standard.count % rated.quantiser.blockLength
      let whole = Array(standard.dropLast(excess))
      let symbols = rated.quantiser.symbols(of: whole)
      let decoded = rated.quantiser.reconstruction(of: symbols)
      let error = zip(whole, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let ratio =
        outcome.meanSquaredError / array.statistics.variance / (error / Double(whole.count))
      // Levels are rounded to a 512th of the distance between neighbours. Its square over three is 1.3e-6 of the twelfth of that
      // of a cell; where levels are not the means of their cells, the error changes in proportion to it. The last block differs, too.
      #expect(abs(ratio - 1) <= 1e-3, "\(method): \(ratio)")
      var bits = 0.0
      for (symbol, context) in zip(symbols, rated.quantiser.contexts(of: symbols)) {
        let probabilities = rated.symbolProbabilities[Int(context)]
        bits -= log2(probabilities[Int(symbol)])
      }
      bits = rated.fixedRatePerSample.map { $0.bits * Double(whole.count) } ?? bits
      // 46 bytes are around the tables. Tables have some two bytes for each level and frequency; their rounding costs as much as
      // it saves.
      let alphabet = rated.quantiser.alphabetSizes.reduce(0, +)
      let numberCount = alphabet * (1 + rated.quantiser.blockLength)
      let tables = Double(60 + 3 * numberCount)
      #expect(Double(outcome.byteCount) <= bits / 8 + tables, "\(method)")
    }
  }

  @Test("arrays without a symbol: empty ones, one number, equal numbers")
  func constant() throws {
    let forms: [(numbers: [Double], shape: [Int])] = [
      ([], [0]), ([], [3, 0, 2]), ([-0.71], []), ([2.385], [1]),
      ([Double](repeating: 0.1, count: 100_000), [100, 1000]),
    ]
    for (numbers, shape) in forms {
      let array = try StreamCase(numbers, element: .float64, shape: shape)
      let (bytes, outcome) = try array.file(nil)
      #expect(bytes.count < 60)
      #expect(outcome.meanSquaredError == 0)
      let (header, decoded) = try StreamCase.decode(bytes)
      #expect(decoded == numbers && header.form.shape == shape)
    }
    // Numbers that differ in their last place, and ones that are far from 0.
    let extremes: [[Double]] = [
      [1, 1.0.nextUp], [1e9, 1e9 + 1, 1e9 + 2, 1e9 - 3], [1e150, -1e150],
      [0, 1e-138],
    ]
    for numbers in extremes {
      let array = try StreamCase(numbers, element: .float64)
      let quantiser = try StreamCase.quantiser("ecsq", rate: 3)
      let (bytes, outcome) = try array.file(quantiser)
      let decoded = try StreamCase.decode(bytes).numbers
      let areFinite = decoded.allSatisfy { $0.isFinite }
      #expect(decoded.count == numbers.count && areFinite)
      // A normal quantiser of 3 bits has an error of a fiftieth of the variance; some numbers are no normal sample.
      #expect(outcome.meanSquaredError <= 0.5 * array.statistics.variance)
    }
  }

  @Test("any kind of number sequence is taken, the wildest too")
  func wild() throws {
    let quantiser = try StreamCase.quantiser("ectcq-8", rate: 1)
    var numbers = [Double](repeating: 0, count: 5000)
    numbers[1234] = 1e150
    numbers[3210] = -1e-150
    let array = try StreamCase(numbers, element: .float64)
    let decoded = try StreamCase.decode(array.file(quantiser).bytes).numbers
    let areFinite = decoded.allSatisfy { $0.isFinite }
    #expect(areFinite && decoded.count == 5000)
    let single = try StreamCase(
      [3.4e38, -3.4e38, 3.4e38, 1e38, -3.4e38], element: .float32)
    let near = try StreamCase.decode(single.file(quantiser).bytes).numbers
    let areSingle = near.allSatisfy { abs($0) <= Double(Float.greatestFiniteMagnitude) }
    #expect(areSingle)
  }

  @Test("numbers that differ by too little to be measured are refused")
  func tooFine() throws {
    let codec = try ArrayCodec(method: "ectcq:states=8", target: .rate(.bits(1)))
    #expect(throws: StreamError.tooFine) { try codec.encode([1e-170, -1e-170, 1e-170, 0]) }
    #expect(throws: StreamError.tooFine) { try codec.encode([0, .leastNonzeroMagnitude]) }
    let decoded = try ArrayCodec.decode(codec.encode([1e-130, -1e-130, 1e-130, 0]))
    #expect(abs(decoded[0] - 1e-130) < 1e-130)
  }

  @Test("the bytes of a file: changing them breaks every file there is")
  func pinned() throws {
    let trellis = TrellisQuantiser(
      code: try TrellisCodeCatalogue.all.entry(named: "8"),
      levels: (0..<12).map { 0.7 * (Double($0) - 5.5) })
    let weights = [1.0, 5, 12, 12, 5, 1].map { $0 / 36 }
    let rated = RatedQuantiser(quantiser: trellis, symbolProbabilities: [weights, weights])
    let numbers = [0.25, -2, 1.75, 5, -0.75, -5.5, 2.5, 0, -1.25, 3.25, 1, -3]
    let array = try StreamCase(numbers, shape: [3, 4])
    let (bytes, _) = try array.file(rated)
    #expect(bytes == Self.pinnedBytes)
    let decoded = try StreamCase.decode(Self.pinnedBytes).numbers
    #expect(decoded.map { Float($0) } == Self.pinnedNumbers)
  }

  static let pinnedBytes: [UInt8] = [
    82, 68, 81, 2, 0, 4, 116, 101, 115, 116, 2, 3, 4, 170, 170, 170, 170, 170, 170, 186, 63, 181,
    41, 189, 240, 101, 13, 6, 64, 11, 1, 133, 193, 20, 238, 243, 0, 153, 158, 252, 16, 223, 99, 246,
    253, 146, 165, 197, 168, 2, 225, 178, 173,
  ]
  static let pinnedNumbers: [Float] = [
    1.0678797, -2.792356, 3.0006895, 6.855541, -2.792356, -4.719782, 1.0678797, -0.8595463,
    -0.8595463, 3.0006895, 1.0678797, -2.792356,
  ]

  @Test(
    "every byte that is altered, and every end that is missing, is noticed",
    arguments: ["ectcq-8", "ecvq"])
  func damage(_ method: String) throws {
    let array = try StreamCase(normal: 300)
    let good = try array.file(StreamCase.quantiser(method, rate: 1)).bytes
    func isRefused(_ bytes: [UInt8]) -> Bool {
      do {
        _ = try StreamCase.decode(bytes)
        return false
      } catch {
        return error is StreamError
      }
    }
    #expect(!isRefused(good))
    for position in good.indices {
      for change: UInt8 in [1, 0x80, 0xff, 0x24] {
        var bytes = good
        bytes[position] ^= change
        #expect(isRefused(bytes), "byte \(position)")
      }
    }
    for length in 0..<good.count { #expect(isRefused(Array(good[..<length])), "\(length) bytes") }
    #expect(isRefused(good + [0]))
    #expect(isRefused(good + good))
  }

  @Test(
    "what was written by nobody gives an error or finite numbers")
  func fuzz() throws {
    let methods = ["ectcq-8", "ecsq", "ecvq", "tcq-4", "d4", "polar:length=1024,list=1"]
    for method in methods {
      let quantiser = try StreamCase.quantiser(method, rate: 1)
      let good = try StreamCase(normal: 200).file(quantiser).bytes
      var stream = RandomStream(seed: SeedPath(root: 0x5eed)["fuzz", "arrays"]["method", method])
      for trial in 0..<3000 {
        var bytes = good
        switch trial % 3 {
        case 0:
          for _ in 0...stream.next(below: 6) {
            bytes[stream.next(below: bytes.count)] ^= 1 << UInt8(stream.next(below: 8))
          }
        case 1:
          let start = 5 + stream.next(below: 60)
          for position in start..<min(start + 1 + stream.next(below: 12), bytes.count) {
            bytes[position] = UInt8(truncatingIfNeeded: stream.next())
          }
        default:
          bytes =
            Array(good[..<4])
            + (0..<stream.next(below: 150)).map { _ in
              UInt8(truncatingIfNeeded: stream.next() >> UInt64(stream.next(below: 60)))
            }
        }
        // With a header whose checksum is right, what it says is looked at.
        repairHeader(&bytes)
        let limit = 1_000_000
        if let decoded = try? StreamCase.decode(bytes, limit: limit) {
          let areFinite = decoded.numbers.allSatisfy { $0.isFinite }
          #expect(areFinite)
        }
      }
    }
  }

  /// Puts the right checksum behind the header, if its lengths can be followed.
  private func repairHeader(_ bytes: inout [UInt8]) {
    var position = 5
    func number() -> Int? {
      var number = 0
      for shift in stride(from: 0, to: 49, by: 7) {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        position += 1
        number |= Int(byte & 0x7f) << shift
        if byte < 0x80 { return number }
      }
      return nil
    }
    guard let text = number(), text < 1000 else { return }
    position += text
    guard let dimensions = number(), dimensions <= 64 else { return }
    for _ in 0..<dimensions where number() == nil { return }
    position += 16
    guard let stored = number(), stored < 100_000, position + stored + 4 <= bytes.count else {
      return
    }
    position += stored
    bytes.replaceSubrange(
      position..<position + 4, with: Fingerprint(of: bytes[..<position]).checksum)
  }

  @Test("what is no number is refused with its index")
  func notANumber() throws {
    let codec = try ArrayCodec(target: .rate(.bits(1)))
    #expect(throws: StreamError.notANumber(index: 1, value: 1e151)) {
      try codec.encode([0, 1e151, .infinity])
    }
    for value in [Double.nan, -.infinity] {
      let error = try #require(throws: StreamError.self) { try codec.encode([value]) }
      #expect(error.description.hasPrefix("Number 0 is \(value), but"))
    }
  }

  @Test("a short stream does not give more numbers than its length makes credible")
  func bomb() throws {
    var bytes: [UInt8] = []
    let form = try #require(ArrayForm(type: .float32, shape: [1 << 31]))
    let header = StreamHeader(
      method: "constant", form: form, mean: 1, deviation: 0, tables: nil)
    bytes += header.bytes
    bytes += Fingerprint(of: bytes).checksum
    func count(anySize: Bool, limit: Int) throws -> Int {
      var rest = bytes[...]
      var decoder = try StreamDecoder(
        source: { limit in
          defer { rest = rest.dropFirst(limit) }
          return Array(rest.prefix(limit))
        }, allowsAnySize: anySize)
      var count = 0
      while count < limit, let piece = try decoder.next() { count += piece.count }
      return count
    }
    #expect(throws: StreamError.tooLarge(count: 1 << 31, byteCount: bytes.count)) {
      try count(anySize: false, limit: .max)
    }
    #expect(try count(anySize: true, limit: 1 << 25) == 1 << 25)
  }

  @Test(
    "an adaptive code comes back through the same decoder; one that is cut off or altered does not")
  func adaptive() throws {
    let numbers = (0..<600).map { Double($0 % 25) * 0.5 - Double($0 / 25) }
    let form = try #require(
      ArrayForm(type: .float64, shape: [25, 24], isFortranOrder: true))
    let file = try AdaptiveArrayCodec(quality: .maximumError(0.1)).file(of: numbers, form: form)
    let decoded = try StreamDecoder.decode(file)
    let error = try #require(zip(numbers, decoded).map { abs($0 - $1) }.max())
    #expect(error <= 0.1)
    for length in 0..<file.count {
      #expect(throws: StreamError.self) { try StreamDecoder.decode(Array(file.prefix(length))) }
    }
    for position in file.indices {
      var other = file
      other[position] ^= 0x24
      #expect(throws: StreamError.self) { try StreamDecoder.decode(other) }
    }
    // The header must have the type that its flags say.
    var other = StreamHeader(adaptive: form).bytes.dropLast(4) + []
    other[other.count - 1] = 0
    other += Fingerprint(of: other).checksum
    #expect(throws: StreamError.impossibleHeader(reason: "it has numbers of type 0")) {
      try StreamDecoder.decode(Array(other))
    }
  }

  @Test("a method that no file can hold, and arrays that change, are refused")
  func refusals() throws {
    let array = try StreamCase(normal: 100)
    // A quantiser of a family that is not in the catalogue.
    let other = RatedQuantiser(quantiser: Unheard(), symbolProbabilities: [[0.5, 0.5]])
    #expect {
      try array.file(other)
    } throws: { error in
      guard case .noTables("test", _)? = error as? StreamError else { return false }
      return true
    }
    var encoder = try StreamEncoder(
      array.code(StreamCase.quantiser("ecsq", rate: 1)), form: array.form, sink: { _ in })
    try encoder.encode(Array(array.numbers.dropLast()))
    #expect(throws: StreamError.countChanged(expected: 100, found: 99)) {
      try encoder.finish()
    }
  }

  /// The signs of samples.
  private struct Unheard: SequenceQuantiser {
    struct State: DecoderState {
      let context = 0

      mutating func advance(by symbol: Int32, appendingTo reconstruction: inout [Double]) {
        reconstruction.append(Double(symbol))
      }
    }

    let blockLength = 1
    let symbolsPerBlock = 1
    let alphabetSizes = [2]
    let codingSpan = 1

    func symbols(of samples: [Double]) -> [Int32] { samples.map { $0 < 0 ? 0 : 1 } }
    func makeDecoderState() -> State { State() }
  }

  @Test("a signal-to-noise ratio is reached, and not by much more than it takes")
  func targets() throws {
    let array = try StreamCase(normal: 100_000)
    func reached(_ method: String, _ wanted: Double) throws -> Double {
      let codec = try ArrayCodec(method: method, target: .signalToNoise(decibels: wanted))
      let decoded = try ArrayCodec.decode(codec.encode(array.numbers))
      let error = zip(array.numbers, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return decibels(ofPowerRatio: array.statistics.variance / (error / 100_000))
    }
    for wanted in [1.3, 8.0, 25.5] {
      let ratio = try reached("ectcq:states=8", wanted)
      // The rate of a design is led to a hundredth of a decibel on a part of the array, of which the whole may differ.
      #expect(ratio >= wanted && ratio <= wanted + 0.03, "\(wanted): \(ratio)")
    }
    // Between two numbers of levels nothing is gained: the search goes on to the next.
    #expect(try reached("lloyd-max", 5) >= 5)
    // A deviation that is not that of the numbers costs little: the ratio is of their own variance.
    let narrow = ArrayCodec(
      design: try SequenceDesign(
        CodedMethod.method("ecsq"), for: "gaussian", seed: ArrayCodec.defaultSeed),
      scale: ArrayScale(
        mean: array.statistics.mean, deviation: array.statistics.deviation / 2),
      target: .signalToNoise(decibels: 8))
    let decoded = try ArrayCodec.decode(narrow.encode(array.numbers))
    let error = zip(array.numbers, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let ratio = decibels(ofPowerRatio: array.statistics.variance / (error / 100_000))
    #expect(ratio >= 8 && ratio < 8.2, "\(ratio)")
    // Levels come one by one: at 10 dB, one more makes 1.9 dB.
    let scalar = try reached("lloyd-max", 10)
    #expect(scalar >= 10 && scalar <= 12)
    #expect {
      try reached("ectcq:states=8", 60)
    } throws: { error in
      guard case .targetOutOfReach? = error as? StreamError else { return false }
      return true
    }
  }

  @Test("mean and variance, piece by piece")
  func statistics() throws {
    var stream = RandomStream(seed: SeedPath(root: 7)["statistics", "pieces"])
    // Far from 0, where a sum of squares would have lost all digits of the variance.
    let numbers = (0..<100_000).map { _ in 1e9 + stream.nextUniform() }
    var statistics = ArrayStatistics()
    var position = 0
    while position < numbers.count {
      let end = min(position + 1 + stream.next(below: 9000), numbers.count)
      statistics.take(Array(numbers[position..<end]))
      position = end
    }
    let offsets = numbers.map { $0 - 1e9 }
    let mean = offsets.reduce(0, +) / 1e5
    let variance = offsets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1e5
    // The mean of numbers of 1e9 is rounded at 1e-7.
    #expect(abs(statistics.mean - 1e9 - mean) <= 3e-7)
    // So is the mean of a piece, whose distance from that of all, some 0.005, counts twice in the squares.
    #expect(abs(statistics.variance / variance - 1) <= 1e-8)
    var none = ArrayStatistics()
    none.take([])
    #expect(none.count == 0 && none.mean == 0 && none.variance == 0 && none.deviation == 0)
  }
}
