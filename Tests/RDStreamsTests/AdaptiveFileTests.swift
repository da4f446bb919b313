import RDArrayCoding
import RDArrayFiles
import RDCore
import RDStreams
import Testing

@Suite("Files of adaptive codes")
struct AdaptiveFileTests {
  /// A file of some arrays.
  private static func file(
    _ arrays: [(name: String, numbers: StoredNumbers)], by codec: AdaptiveArrayCodec, jobs: Int = 1
  ) throws -> (bytes: [UInt8], outcomes: [ArrayCodingOutcome]) {
    var file: [UInt8] = []
    let output = AdaptiveArrayCodec.Output { bytes in
      file += bytes
    } takeBack: { count in
      file.removeLast(count)
      return true
    }
    let outcomes = try arrays.enumerated().map { index, array in
      try codec.encode(
        array.numbers, name: array.name, hasNext: index < arrays.count - 1, jobs: jobs, to: output)
    }
    return (file, outcomes)
  }

  private static func decoded(
    _ file: [UInt8], _ index: Int = 0, rows: Range<Int>? = nil, jobs: Int = 1
  ) throws -> [Int64] {
    var numbers: [Int64] = []
    try CodedArrays(FileBytes(file, path: "x")).decode(index, rows: rows, jobs: jobs) {
      numbers += $0
    }
    return numbers
  }

  @Test(
    "any array comes back with its form, within its target, in hardly more bytes",
    arguments: 0..<195)
  func property(_ index: Int) throws {
    let array = try RandomArray(index)
    let (type, numbers) = (array.form.type, array.numbers)
    let spread = ArraySpread(numbers)
    let fraction = [0.1, 0.003, 1e-6][index % 3]
    var qualities: [ArrayQuality] = [
      .lossless, .signalToNoise(decibels: [3.1, 23.7, 61][index % 3]),
    ]
    if spread.range > 0, spread.range.isFinite { qualities.append(.maximumErrorOfRange(fraction)) }
    if type.isFloatingPoint { qualities.append(.relativeError(fraction)) }
    let rows = [nil, 1, 3][index / 3 % 3]
    for quality in qualities {
      let codec = AdaptiveArrayCodec(
        quality: quality, effort: index % 5 == 0 ? .fast : .standard, chunkRows: rows)
      let (file, outcomes) = try Self.file([("", array.stored())], by: codec)
      #expect(file.count <= array.form.byteCount + 64 && outcomes[0].file.byteCount == file.count)
      #expect(try CodedArrays(FileBytes(file, path: "x")).arrays[0].header.form == array.form)
      let ordered = try Self.decoded(file)
      let back = ordered.map { type.number(ordered: $0) }
      for (number, other) in zip(numbers, back) where !number.isFinite {
        #expect(number.isNaN ? other.isNaN : number == other)
      }
      let finite = zip(numbers, back).filter { $0.0.isFinite }
      let errors = finite.map { abs($0 - $1) }
      let maximum = errors.max() ?? 0
      #expect(outcomes[0].maximumError == maximum)
      switch quality {
      case .lossless: #expect(ordered == array.ordered)
      case .maximumErrorOfRange(let fraction): #expect(maximum <= fraction * spread.range)
      case .relativeError(let fraction):
        #expect(finite.allSatisfy { abs($0 - $1) <= fraction * abs($0) })
      default:
        guard maximum > 0 else { continue }
        let squares = errors.reduce(0.0) { $0 + $1 / maximum * ($1 / maximum) }
        let error = maximum * (squares / Double(errors.count)).squareRoot()
        // 3.1, 23.7 and 61 dB as ratios of amplitudes.
        let ratio = [1.428_894, 15.310_875, 1122.018_454][index % 3]
        #expect(error <= spread.deviation / ratio * (1 + 1e-6))
      }
    }
  }

  @Test("no byte depends on the number of jobs, and rows come back by themselves")
  func chunks() throws {
    for (shape, isFortranOrder) in [([37, 5, 4], false), ([5, 4, 37], true), ([37], false)] {
      let form = try #require(
        ArrayForm(type: .float32, shape: shape, isFortranOrder: isFortranOrder))
      var stream = RandomStream(seed: SeedPath(root: 7)["chunks", shape.count])
      let bytes = NumberType.float32.bytes(
        of: (0..<form.count).map { Double($0) * 0.02 + stream.nextUniform() })
      let numbers = try StoredNumbers(form, FileBytes(bytes, path: "a"))
      let codec = AdaptiveArrayCodec(quality: .maximumError(0.01), chunkRows: 8)
      let file = try Self.file([("", numbers)], by: codec).bytes
      let all = try Self.decoded(file)
      for jobs in [2, 3, 16] {
        #expect(try Self.file([("", numbers)], by: codec, jobs: jobs).bytes == file)
        #expect(try Self.decoded(file, jobs: jobs) == all)
      }
      let row = form.count / 37
      for rows in [0..<37, 0..<1, 7..<9, 8..<16, 3..<35, 36..<37, 5..<5, 37..<37] {
        let part = try Self.decoded(file, rows: rows, jobs: 2)
        #expect(part == Array(all[rows.lowerBound * row..<rows.upperBound * row]), "\(rows)")
        #expect(form.rows(rows).count == part.count)
      }
      // Rows are read although another chunk is damaged, and all are not. Few numbers are stored without chunks.
      guard form.count > 37 else { continue }
      var damaged = file
      damaged[file.count - 12] ^= 1
      #expect(try Self.decoded(damaged, rows: 0..<8) == Array(all[..<(8 * row)]))
      #expect(throws: StreamError.self) { try Self.decoded(damaged) }
    }
  }

  @Test("several arrays keep their names and types; a part of the file is not a file")
  func several() throws {
    let arrays = try (0..<8).map { (name: "layer.\($0)", array: try RandomArray($0)) }
    let stored = try arrays.map { ($0.name, try $0.array.stored()) }
    let file = try Self.file(stored, by: AdaptiveArrayCodec(quality: .lossless)).bytes
    let coded = try CodedArrays(FileBytes(file, path: "x"))
    #expect(coded.arrays.map(\.header.name) == arrays.map(\.name))
    for (index, array) in arrays.enumerated() {
      #expect(coded.arrays[index].header.form == array.array.form)
      #expect(try Self.decoded(file, index) == array.array.ordered)
    }
    for length in stride(from: 0, to: file.count, by: 7) {
      #expect(throws: StreamError.self) {
        try CodedArrays(FileBytes(Array(file.prefix(length)), path: "x"))
      }
    }
    #expect(throws: StreamError.self) { try CodedArrays(FileBytes(file + [0], path: "x")) }
    let twice = try Self.file([stored[0], stored[0]], by: AdaptiveArrayCodec(quality: .lossless))
    #expect(throws: StreamError.self) { try CodedArrays(FileBytes(twice.bytes, path: "x")) }
  }

  @Test("a rate of several arrays is kept by all together, at the cost of the large ones")
  func rate() throws {
    var stream = RandomStream(seed: SeedPath(root: 7)["files", "rates"])
    let arrays = try [40_000, 64, 3].map { (count: Int) in
      let form = try #require(ArrayForm(type: .float32, shape: [count]))
      let numbers = (0..<count).map { _ in stream.nextUniform() + stream.nextUniform() }
      let stored = try StoredNumbers(
        form, FileBytes(NumberType.float32.bytes(of: numbers), path: "a"))
      return StoredArray(name: "layer.\(count)") { stored }
    }
    let codecs = try AdaptiveArrayCodec(quality: .rate(bits: 4)).codecs(arrays)
    var size = 0
    for (codec, array) in zip(codecs, arrays) {
      let (file, outcomes) = try Self.file([(array.name, array.numbers())], by: codec)
      size += file.count
      #expect((outcomes[0].maximumError == 0) == (array.name != "layer.40000"))
    }
    let wanted = 40_067 / 2
    #expect(size <= wanted && Double(size) >= 0.97 * Double(wanted))
  }

  @Test("noise is stored as it is where chunks would take more, and its rows come back")
  func stored() throws {
    var stream = RandomStream(seed: SeedPath(root: 7)["files", "noise"])
    let form = try #require(ArrayForm(type: .uint8, shape: [300, 2]))
    let bytes = (0..<600).map { _ in UInt8(stream.next(below: 256)) }
    let file = try Self.file(
      [("", StoredNumbers(form, FileBytes(bytes, path: "a")))],
      by: AdaptiveArrayCodec(quality: .lossless, chunkRows: 1)
    ).bytes
    #expect(file.count <= 600 + 24)
    #expect(try Self.decoded(file) == bytes.map { Int64($0) })
    #expect(try Self.decoded(file, rows: 7..<31) == bytes[14..<62].map { Int64($0) })
    for position in file.indices {
      var other = file
      other[position] ^= 4
      #expect(throws: StreamError.self) { try Self.decoded(other) }
    }
  }

  @Test("a short file does not give more numbers than its length makes credible")
  func bomb() throws {
    let form = try #require(ArrayForm(type: .float64, shape: [1 << 35]))
    var file = StreamHeader(adaptive: form).bytes
    file += [0, 1, 0] + Fingerprint(of: [0]).checksum
    file += Fingerprint(of: file).checksum
    #expect(throws: StreamError.tooLarge(count: 1 << 35, byteCount: file.count)) {
      try CodedArrays(FileBytes(file, path: "x"))
    }
    // One of no numbers, of which a product of extents would overflow.
    #expect(ArrayForm(type: .float64, shape: [0, 1 << 40, 1 << 40]) == nil)
  }
}
