extension ExactForm {
  /// The forms that give the numbers of an array without loss, with base and divisor.
  ///
  /// - Parameters:
  ///   - array: of one number and more.
  ///   - numbers: those of the array, gaps filled.
  ///   - mask: the gaps.
  /// - Returns: at least that of ordered integers.
  static func candidates(
    for array: NumberArray, numbers: Buffer<Double>, mask: GapMask?
  ) -> [ExactForm] {
    var forms = [ExactForm(.ordered)]
    let areGapsUsual =
      mask?.marks.indices.allSatisfy { index in
        mask?.marks[index] == .finite
          || mask?.marks[index].ordered(in: array.type) == array.ordered[index]
      } ?? true
    if array.type.isFloatingPoint, areGapsUsual {
      if let grid = binaryGrid(of: array, numbers: numbers, mask: mask) { forms.append(grid) }
      if let grid = decimalGrid(of: array, numbers: numbers, mask: mask) { forms.append(grid) }
    }
    if let palette = palette(of: array.ordered) { forms.append(palette) }
    return forms.map { form in
      var form = form
      if let integers = form.integers(of: array, numbers: numbers) { form.locate(integers) }
      return form
    }
  }

  /// The integers of an array, before base and divisor; `nil` if they are too large.
  func integers(of array: NumberArray, numbers: Buffer<Double>) -> Buffer<Int64>? {
    let result = Buffer<Int64>(repeating: 0, count: array.count)
    switch grid {
    case .ordered: for index in 0..<array.count { result.pointer[index] = array.ordered[index] }
    case .coarse(let spacing):
      for index in 0..<array.count {
        let ordered = array.type.ordered(number: numbers.pointer[index])
        let half = spacing / 2
        result.pointer[index] =
          ordered >= 0 ? (ordered + half) / spacing : (ordered - half) / spacing
      }
    case .binary(let exponent):
      for index in 0..<array.count {
        let integer = Self.scaled(numbers.pointer[index], by: -exponent)
        guard abs(integer) < 0x1p53 else { return nil }
        result.pointer[index] = Int64(integer)
      }
    case .decimal(let digits):
      let power = Self.powerOfTen(digits)
      for index in 0..<array.count {
        let integer = (numbers.pointer[index] * power).rounded(.toNearestOrEven)
        guard abs(integer) < 0x1p53 else { return nil }
        result.pointer[index] = Int64(integer)
      }
    case .palette(let table):
      for index in 0..<array.count {
        var (low, high) = (0, table.count - 1)
        while low < high {
          let middle = (low + high) / 2
          if table[middle] < array.ordered[index] { low = middle + 1 } else { high = middle }
        }
        result.pointer[index] = Int64(low)
      }
    }
    return result
  }

  /// Takes base and divisor out of integers.
  func reduced(_ integers: Buffer<Int64>) {
    guard base != 0 || divisor != 1 else { return }
    for index in 0..<integers.count {
      integers.pointer[index] = (integers.pointer[index] &- base) / divisor
    }
  }

  /// Takes the median as the base, and the greatest common divisor of what is above and below.
  private mutating func locate(_ integers: Buffer<Int64>) {
    if case .palette = grid { return }
    let stride = max(1, integers.count / 4096)
    var some = Swift.stride(from: 0, to: integers.count, by: stride).map { integers.pointer[$0] }
    some.sort()
    let middle = some[some.count / 2]
    var common: UInt64 = 0
    for index in 0..<integers.count where common != 1 {
      let (distance, isOverflow) = integers.pointer[index].subtractingReportingOverflow(middle)
      // Without a base, integers of any size.
      if isOverflow { return }
      common = Self.greatestDivisor(common, distance.magnitude)
    }
    base = middle
    divisor = common == 0 || common > 1 << 62 ? 1 : Int64(common)
  }

  private static func greatestDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (a, b) = (first, second)
    while b > 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The greatest power of two of which all numbers are multiples, if integers below `2^53` do.
  private static func binaryGrid(
    of array: NumberArray, numbers: Buffer<Double>, mask: GapMask?
  ) -> ExactForm? {
    var least = Int.max
    var greatest = 0.0
    for index in 0..<numbers.count {
      let number = numbers.pointer[index]
      if number == 0 {
        // A negative zero is no multiple.
        if number.sign == .minus { return nil }
        continue
      }
      greatest = max(greatest, abs(number))
      let significand = number.significandBitPattern | 1 << 52
      let lowest =
        (number.isNormal ? Int(number.exponent) - 52 : -1074) + significand.trailingZeroBitCount
      least = min(least, number.isNormal ? lowest : -1074)
      if greatest.exponent - Double.Exponent(least) > 52 { return nil }
    }
    return ExactForm(.binary(exponent: least == .max ? 0 : least))
  }

  /// The fewest decimal digits that give all numbers.
  private static func decimalGrid(
    of array: NumberArray, numbers: Buffer<Double>, mask: GapMask?
  ) -> ExactForm? {
    for digits in 1...15 {
      let power = powerOfTen(digits)
      let isExact = (0..<numbers.count).allSatisfy { index in
        if let mask, mask.marks[index] != .finite { return true }
        let integer = (numbers.pointer[index] * power).rounded(.toNearestOrEven)
        return abs(integer) < 0x1p53 && !(integer == 0 && integer.sign == .minus)
          && array.type.ordered(number: integer / power) == array.ordered[index]
      }
      if isExact { return ExactForm(.decimal(digits: digits)) }
    }
    return nil
  }

  private static func palette(of ordered: [Int64]) -> ExactForm? {
    let limit = min(paletteLimit, ordered.count / 8 + 2)
    var seen: Set<Int64> = []
    for number in ordered {
      seen.insert(number)
      if seen.count > limit { return nil }
    }
    return ExactForm(.palette(seen.sorted()))
  }
}
