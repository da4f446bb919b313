import RDCore

/// How the numbers of a chunk follow from integers without loss: `number = grid(base + divisor * integer)`.
struct ExactForm: Equatable {
  enum Grid: Equatable {
    /// The ordered integers of the type.
    case ordered

    /// Multiples of `2^exponent`.
    case binary(exponent: Int)

    /// Multiples of `10^-digits`.
    case decimal(digits: Int)

    /// Some numbers, as ordered integers that rise; shape `[1 to 4096]`.
    case palette([Int64])

    /// Every `spacing`-th of the ordered integers: not without loss, but within a relative error.
    case coarse(spacing: Int64)
  }

  let grid: Grid
  var base: Int64 = 0
  var divisor: Int64 = 1
  static let paletteLimit = 4096

  /// Whether gaps are apart from the integers.
  var hasMask: Bool {
    switch grid {
    case .ordered, .palette: false
    case .binary, .decimal, .coarse: true
    }
  }

  init(_ grid: Grid) { self.grid = grid }

  // MARK: Integers to numbers

  /// The ordered integers of the integers of a chunk.
  func restore(_ integers: UnsafeMutablePointer<Int64>, count: Int, type: NumberType) {
    let (base, divisor) = (base, divisor)
    for index in 0..<count { integers[index] = base &+ divisor &* integers[index] }
    switch grid {
    case .ordered: break
    case .binary(let exponent):
      for index in 0..<count {
        integers[index] = type.ordered(
          number: Self.scaled(Double(integers[index]), by: exponent))
      }
    case .decimal(let digits):
      let power = Self.powerOfTen(digits)
      for index in 0..<count {
        integers[index] = type.ordered(number: Double(integers[index]) / power)
      }
    case .palette(let numbers):
      for index in 0..<count {
        integers[index] = numbers[Int(max(0, min(Int64(numbers.count - 1), integers[index])))]
      }
    case .coarse(let spacing):
      for index in 0..<count { integers[index] = integers[index] &* spacing }
    }
  }

  /// `number * 2^exponent`; in two steps, so that each factor is a normal number.
  static func scaled(_ number: Double, by exponent: Int) -> Double {
    let half = exponent / 2
    return number * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
  }

  /// `10^digits`, up to 22 digits exact.
  static func powerOfTen(_ digits: Int) -> Double {
    (0..<digits).reduce(1.0) { power, _ in power * 10 }
  }

  // MARK: Bytes

  func write(to writer: inout BinaryWriter) {
    switch grid {
    case .ordered: writer.append(UInt8(0))
    case .binary(let exponent):
      writer.append(UInt8(1))
      writer.append(Int16(exponent))
    case .decimal(let digits):
      writer.append(UInt8(2))
      writer.append(UInt8(digits))
    case .palette(let numbers):
      writer.append(UInt8(3))
      writer.appendVarint(numbers.count)
      writer.append(numbers[0])
      for (lower, upper) in zip(numbers, numbers.dropFirst()) {
        let difference = UInt64(bitPattern: upper &- lower)
        writer.append(UInt8((64 - difference.leadingZeroBitCount + 7) / 8))
        for position in 0..<(64 - difference.leadingZeroBitCount + 7) / 8 {
          writer.append(UInt8(truncatingIfNeeded: difference >> UInt64(8 * position)))
        }
      }
    case .coarse(let spacing):
      writer.append(UInt8(4))
      writer.append(spacing)
    }
    writer.append(base)
    writer.append(divisor)
  }

  init(from reader: inout BinaryReader<ArrayCodingError>) throws(ArrayCodingError) {
    switch try reader.integer(UInt8.self) {
    case 0: grid = .ordered
    case 1:
      let exponent = Int(try reader.integer(Int16.self))
      guard abs(exponent) <= 1100 else { throw .damaged("an exponent is \(exponent)") }
      grid = .binary(exponent: exponent)
    case 2:
      let digits = Int(try reader.integer(UInt8.self))
      guard digits <= 22 else { throw .damaged("it has \(digits) decimal digits") }
      grid = .decimal(digits: digits)
    case 3:
      let count = try reader.varint("numbers", groupLimit: 3)
      guard (1...UInt64(Self.paletteLimit)).contains(count) else {
        throw .damaged("a table has \(count) numbers")
      }
      var numbers = [try reader.integer(Int64.self)]
      for _ in 1..<max(1, Int(count)) {
        let width = Int(try reader.integer(UInt8.self))
        guard (1...8).contains(width) else { throw .damaged("a difference has \(width) bytes") }
        var difference: UInt64 = 0
        for position in 0..<width {
          difference |= UInt64(try reader.integer(UInt8.self)) << UInt64(8 * position)
        }
        numbers.append(numbers[numbers.count - 1] &+ Int64(bitPattern: difference))
      }
      grid = .palette(numbers)
    case 4: grid = .coarse(spacing: try reader.integer())
    case let kind: throw .damaged("it has numbers of kind \(kind)")
    }
    base = try reader.integer()
    divisor = try reader.integer()
  }
}
