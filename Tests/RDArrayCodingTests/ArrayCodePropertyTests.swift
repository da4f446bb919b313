import RDArrayCoding
import RDCore
import Testing

/// What every code must do, whatever the array.
@Suite("Codes of any array")
struct ArrayCodePropertyTests {
  /// Arrays of random type, shape, scale and kind.
  private static func array(_ index: Int) -> NumberArray {
    var stream = TestArrays.stream("property", index)
    func below(_ limit: Int) -> Int { Int(stream.nextUniform() * Double(limit)) }
    let type = NumberType.allCases[index % NumberType.allCases.count]
    let shapes = [
      [0], [1], [], [2], [7], [300], [1, 1, 5], [3, 0, 2], [13, 17], [40, 9], [64, 20], [5, 6, 7],
      [16, 3, 20], [2, 3, 4, 5], [2, 2, 2, 2, 2, 3], [2, 1, 2, 3, 1, 2, 2, 3], [999],
    ]
    let shape = shapes[below(shapes.count)]
    let count = shape.reduce(1, *)
    var numbers: [Double]
    switch below(6) {
    case 0: numbers = (0..<count).map { _ in TestArrays.normal(&stream) }
    case 1: numbers = TestArrays.field(shape, noise: 0.01, &stream)
    case 2: numbers = TestArrays.markov(count, &stream)
    case 3:
      numbers = (0..<count).map { _ in stream.nextUniform() < 0.9 ? 0 : TestArrays.normal(&stream) }
    case 4: numbers = (0..<count).map { _ in Double(below(8)) }
    default: numbers = Array(repeating: -0.71, count: count)
    }
    if below(3) == 0, count > 0 { numbers[below(count)] *= 1e4 }
    if type.isFloatingPoint {
      let range = type == .float64 ? 300 : type == .float16 ? 2 : 30
      var scale = 1.0
      for _ in 0..<below(range) { scale *= 10 }
      if below(2) == 0 { scale = 1 / scale }
      numbers = numbers.map { $0 * scale }
      if below(3) == 0, count > 0 {
        for _ in 0..<1 + count / 20 {
          numbers[below(count)] = [Double.nan, .infinity, -.infinity][below(3)]
        }
      }
    } else {
      numbers = numbers.map { $0 * 10 }
    }
    return Self.make(numbers, type, shape)
  }

  /// An array in which gaps have the patterns of the type.
  private static func make(_ numbers: [Double], _ type: NumberType, _ shape: [Int]) -> NumberArray {
    let infinity: UInt64 =
      switch type {
      case .float16: 0x7c00
      case .bfloat16: 0x7f80
      case .float32: 0x7f80_0000
      default: 0x7ff0 << 48
      }
    let ordered = numbers.map { number in
      number.isFinite
        ? type.ordered(number: number)
        : number.isNaN
          ? type.ordered(bits: infinity | infinity >> 1 & ~infinity | 1)
          : number > 0
            ? type.ordered(bits: infinity)
            : type.ordered(bits: infinity | 1 << UInt64(8 * type.byteCount - 1))
    }
    return NumberArray(type: type, shape: shape, ordered: ordered)
  }

  @Test("without loss, every bit comes back, in hardly more bytes", arguments: 0..<52)
  func lossless(_ index: Int) throws {
    let array = Self.array(index)
    let code = try ArrayCode.encode(array, quality: .lossless)
    #expect(try ArrayCode.decode(code, type: array.type, shape: array.shape) == array)
    #expect(code.count <= array.bytes.count + 12)
  }

  @Test("a signal-to-noise ratio is reached, and gaps are kept", arguments: 0..<52)
  func signalToNoise(_ index: Int) throws {
    let array = Self.array(index)
    let wanted = [8.5, 23.7, 51.3][index % 3]
    let code = try ArrayCode.encode(array, quality: .signalToNoise(decibels: wanted))
    let decoded = try ArrayCode.decode(code, type: array.type, shape: array.shape)
    let errors = Errors(array, decoded)
    #expect(errors.areGapsKept)
    let spread = ArraySpread(array.numbers)
    // Scaled, for squares of large numbers.
    #expect(errors.rootMeanSquare <= spread.deviation * Double.exp(-wanted) * (1 + 1e-9))
    #expect(code.count <= array.bytes.count + 12)
  }

  @Test("no error exceeds its bound", arguments: 0..<52)
  func maximumError(_ index: Int) throws {
    let array = Self.array(index)
    let range = ArraySpread(array.numbers).range
    guard range > 0, range.isFinite else { return }
    let fraction = [0.1, 0.003, 1e-5][index % 3]
    let code = try ArrayCode.encode(array, quality: .maximumErrorOfRange(fraction))
    let decoded = try ArrayCode.decode(code, type: array.type, shape: array.shape)
    let errors = Errors(array, decoded)
    #expect(errors.areGapsKept)
    #expect(errors.maximum <= fraction * range)
    #expect(code.count <= array.bytes.count + 12)
  }

  @Test("no error exceeds a fraction of its number", arguments: 0..<52)
  func relativeError(_ index: Int) throws {
    let array = Self.array(index)
    guard array.type.isFloatingPoint else { return }
    let code = try ArrayCode.encode(array, quality: .relativeError(0.02))
    let decoded = try ArrayCode.decode(code, type: array.type, shape: array.shape)
    #expect(Errors(array, decoded).areGapsKept)
    for (number, other) in zip(array.numbers, decoded.numbers) where number.isFinite {
      #expect(abs(number - other) <= 0.02 * abs(number))
    }
  }

  @Test("chunks are coded by themselves", arguments: [1, 3, 64])
  func chunks(_ rows: Int) throws {
    var stream = TestArrays.stream("chunks")
    let array = NumberArray(
      TestArrays.field([64, 11], noise: 0.02, &stream), type: .float32, shape: [64, 11])
    let code = try ArrayCode.encode(array, quality: .maximumError(0.05), chunkRows: rows)
    let decoded = try ArrayCode.decode(code, type: .float32, shape: [64, 11])
    #expect(Errors(array, decoded).maximum <= 0.05)
  }

  @Test("the fast code keeps its bounds", arguments: 0..<52)
  func fast(_ index: Int) throws {
    let array = Self.array(index)
    let range = ArraySpread(array.numbers).range
    let lossless = try ArrayCode.encode(array, quality: .lossless, effort: .fast)
    #expect(try ArrayCode.decode(lossless, type: array.type, shape: array.shape) == array)
    guard range > 0, range.isFinite else { return }
    let code = try ArrayCode.encode(
      array, quality: .maximumErrorOfRange(0.002), effort: .fast)
    let decoded = try ArrayCode.decode(code, type: array.type, shape: array.shape)
    let errors = Errors(array, decoded)
    #expect(errors.areGapsKept && errors.maximum <= 0.002 * range)
    #expect(code.count <= array.bytes.count + 12)
    let other = try ArrayCode.decode(
      ArrayCode.encode(array, quality: .signalToNoise(decibels: 23.7), effort: .fast),
      type: array.type, shape: array.shape)
    #expect(
      Errors(array, other).rootMeanSquare
        <= ArraySpread(array.numbers).deviation * Double.exp(-23.7) * (1 + 1e-9))
  }

  @Test("a rate is met from below", arguments: [0.8, 2.3, 6.1])
  func rate(_ bits: Double) throws {
    var stream = TestArrays.stream("rate")
    let array = NumberArray(TestArrays.markov(8000, &stream), type: .float64, shape: [8000])
    let code = try ArrayCode.encode(array, quality: .rate(bits: bits))
    let wanted = bits * 1000
    #expect(Double(code.count) <= wanted)
    #expect(Double(code.count) >= 0.98 * wanted)
    #expect(throws: ArrayCodingError.self) {
      try ArrayCode.encode(array, quality: .rate(bits: 0.01))
    }
  }

  @Test("one value of 1000 sigma costs next to nothing")
  func outlier() throws {
    var stream = TestArrays.stream("outlier")
    var numbers = (0..<5000).map { _ in TestArrays.normal(&stream) }
    let bound = ArrayQuality.maximumError(0.05)
    let plain = try ArrayCode.encode(
      NumberArray(numbers, type: .float32, shape: [5000]), quality: bound)
    numbers[2345] = 1000
    let other = try ArrayCode.encode(
      NumberArray(numbers, type: .float32, shape: [5000]), quality: bound)
    #expect(other.count < plain.count + 40)
  }
}

/// The differences of two arrays where the first is finite.
struct Errors {
  private(set) var maximum = 0.0
  private(set) var rootMeanSquare = 0.0
  private(set) var areGapsKept = true

  init(_ array: NumberArray, _ decoded: NumberArray) {
    let pairs = Array(zip(array.numbers, decoded.numbers))
    let finite = pairs.filter { $0.0.isFinite }
    for (number, other) in finite { maximum = max(maximum, abs(number - other)) }
    areGapsKept = pairs.allSatisfy { number, other in
      number.isFinite ? other.isFinite : number.isNaN ? other.isNaN : number == other
    }
    guard maximum > 0, maximum.isFinite else {
      rootMeanSquare = maximum
      return
    }
    let mean =
      finite.reduce(0.0) { sum, pair in
        let error = (pair.0 - pair.1) / maximum
        return sum + error * error
      } / Double(finite.count)
    rootMeanSquare = mean.squareRoot() * maximum
  }
}

extension Double {
  /// `10^(decibels / 20)`, by the series of the exponential.
  static func exp(_ decibels: Double) -> Double {
    let x = decibels * 0.115_129_254_649_702_28 / 64
    var power = (1...20).reversed().reduce(1.0) { 1 + $0 * x / Double($1) }
    for _ in 0..<6 { power *= power }
    return power
  }
}
