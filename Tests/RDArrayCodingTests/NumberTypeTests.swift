import RDArrayCoding
import RDCore
import Testing

@Suite("Types of numbers")
struct NumberTypeTests {
  @Test(
    "bits come back, and the order of numbers is that of integers", arguments: NumberType.allCases)
  func order(_ type: NumberType) {
    let width = UInt64(8 * type.byteCount)
    let top: UInt64 = type == .bool ? 1 : width == 64 ? .max : 1 << width - 1
    var last: (Int64, Double)?
    var patterns: [UInt64] = [0, 1, 2, top / 3, top / 2, top / 2 + 1, top / 2 + 2, top - 1, top]
    if type == .bool { patterns = [0, 1] }
    for ordered in patterns.map({ type.ordered(bits: $0) }).sorted() {
      let number = type.number(ordered: ordered)
      if number.isNaN { continue }
      if let last { #expect(last.1 <= number && last.0 <= ordered) }
      last = (ordered, number)
    }
    for bits in patterns { #expect(type.bits(ordered: type.ordered(bits: bits)) == bits) }
  }

  @Test(
    "numbers of 16 bits are rounded to nearest, ties to even",
    arguments: [
      (NumberType.float16, 1.0, UInt64(0x3c00)), (.float16, 65_504, 0x7bff),
      (.float16, 1e9, 0x7bff),
      (.float16, -2.385, 0xc0c5), (.float16, 0x1p-24, 1), (.float16, 0x1.8p-24, 2),
      (.float16, 0x1p-25, 0), (.float16, 2047.5 / 1024, 0x4000), (.float16, 1 + 0x1p-11, 0x3c00),
      (.bfloat16, 1.0, 0x3f80), (.bfloat16, -0.71, 0xbf36), (.bfloat16, 3.4e38, 0x7f7f),
      (.bfloat16, 0x1p-133, 1),
    ])
  func halves(_ type: NumberType, _ number: Double, _ bits: UInt64) {
    #expect(type.bits(ordered: type.ordered(number: number)) == bits)
  }

  @Test("every number of 16 bits is what it is", arguments: [NumberType.float16, .bfloat16])
  func all(_ type: NumberType) {
    for bits: UInt64 in 0...0xffff {
      let ordered = type.ordered(bits: bits)
      let number = type.number(ordered: ordered)
      if number.isFinite { #expect(type.ordered(number: number) == ordered) }
    }
  }

  @Test("integers are limited to their range")
  func limits() {
    #expect(NumberType.uint8.ordered(number: 300) == 255)
    #expect(NumberType.int8.ordered(number: -200.5) == -128)
    #expect(NumberType.int64.ordered(number: 1e30) == .max)
    #expect(NumberType.uint64.bits(ordered: NumberType.uint64.ordered(number: 1e30)) == .max)
    #expect(NumberType.int32.ordered(number: 2.5) == 2)
  }

  @Test("what is no number stays so where that is possible", arguments: NumberType.allCases)
  func notANumber(_ type: NumberType) {
    let number = type.number(ordered: type.ordered(number: .nan))
    #expect(type.isFloatingPoint ? number.isNaN : number == 0 || type == .uint64)
  }
}
