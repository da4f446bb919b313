import RDCore

/// The numbers of a chunk or of a part of it, scaled to at most 1 in magnitude, less an offset.
struct ScaledNumbers {
  /// As it is coded: up to four extents above 1.
  let shape: [Int]
  let type: NumberType
  let exponent: Int
  let offset: Double

  /// Shape `[n]`.
  let values: Buffer<Double>

  /// Which are gaps, whose errors do not count; `nil` for none.
  let mask: GapMask?

  /// - Parameters:
  ///   - numbers: shape `[n]`, all finite, gaps filled.
  ///   - shape: as they are coded.
  ///   - type: of the numbers.
  ///   - mask: the gaps.
  init(_ numbers: Buffer<Double>, shape: [Int], type: NumberType, mask: GapMask?) {
    self.shape = shape
    self.type = type
    self.mask = mask
    var greatest = 0.0
    for index in 0..<numbers.count { greatest = max(greatest, abs(numbers.pointer[index])) }
    exponent = greatest > 0 ? Int(greatest.exponent) + 1 : 0
    let stride = max(1, numbers.count / 4096)
    var some: [Double] = []
    for index in Swift.stride(from: 0, to: numbers.count, by: stride) {
      some.append(ExactForm.scaled(numbers.pointer[index], by: -exponent))
    }
    some.sort()
    offset = some[some.count / 2]
    values = Buffer(repeating: 0, count: numbers.count)
    for index in 0..<numbers.count {
      values.pointer[index] = ExactForm.scaled(numbers.pointer[index], by: -exponent) - offset
    }
  }

  private init(_ other: ScaledNumbers, values: Buffer<Double>, shape: [Int]) {
    self.shape = shape
    self.values = values
    type = other.type
    exponent = other.exponent
    offset = other.offset
    mask = nil
  }

  /// A part of at most about `limit` numbers, that is a box in the middle; all of it if it is not much larger.
  func part(limit: Int) -> ScaledNumbers {
    guard values.count > 2 * limit, !shape.isEmpty else { return self }
    var extents = shape
    while extents.reduce(1, *) > limit, let longest = extents.max(), longest > 1,
      let dimension = extents.firstIndex(of: longest)
    {
      extents[dimension] = shape.count == 1 ? limit : max(1, longest * 3 / 4)
    }
    let starts = zip(shape, extents).map { ($0 - $1) / 2 }
    let count = extents.reduce(1, *)
    let part = Buffer<Double>(repeating: 0, count: count)
    for index in 0..<count {
      var rest = index
      var place = 0
      var memory = 1
      for dimension in shape.indices.reversed() {
        place += (starts[dimension] + rest % extents[dimension]) * memory
        rest /= extents[dimension]
        memory *= shape[dimension]
      }
      part.pointer[index] = values.pointer[place]
    }
    return ScaledNumbers(self, values: part, shape: extents.filter { $0 > 1 })
  }

  /// The mean-square error of decoded values, which are rounded to the type.
  func meanSquareError(of decoded: Buffer<Double>) -> Double {
    var sum = 0.0
    var count = 0.0
    for index in 0..<values.count {
      if let mask, mask.marks[index] != .finite { continue }
      var value = decoded.pointer[index]
      if type != .float64 {
        let number = ExactForm.scaled(value + offset, by: exponent)
        let rounded =
          type == .float32
          ? Double(Float(number)) : type.number(ordered: type.ordered(number: number))
        value = ExactForm.scaled(rounded, by: -exponent) - offset
      }
      let error = value - values.pointer[index]
      sum += error * error
      count += 1
    }
    return count > 0 ? sum / count : 0
  }
}
