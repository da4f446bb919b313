import RDCore
import Testing

@Suite("Lists of numbers")
struct NumberListTests {
  @Test(
    "integers, ranges, and both together",
    arguments: [
      ("10,30,50", [10, 30, 50]), ("3-6", [3, 4, 5, 6]), ("1-3, 8", [1, 2, 3, 8]), ("7", [7]),
      ("3:6", [3, 4, 5, 6]), ("10:50:20", [10, 30, 50]), ("10:49:20,7", [10, 30, 7]),
    ])
  func integers(_ text: String, _ expected: [Int]) throws {
    #expect(try NumberList.integers(parsing: text, in: 1...100) == expected)
  }

  @Test("a stepped range is counted, not summed, and ends where it says")
  func stepped() throws {
    let tenths = try NumberList.reals(parsing: "0:1:0.1", in: 0...10)
    #expect(tenths.count == 11)
    #expect(tenths[3] == 3 * 0.1)
    #expect(tenths.last == 1)
    #expect(try NumberList.reals(parsing: "0:1:0.3", in: 0...10) == [0, 0.3, 0.6, 3 * 0.3])
    #expect(try NumberList.reals(parsing: "0.5,2,1e-3", in: 0...10) == [0.5, 2, 0.001])
  }

  @Test(
    "real numbers have the same grammar, and an exponent's sign makes no range",
    arguments: [
      ("3-6", [3, 4, 5, 6]), ("0:3", [0, 1, 2, 3]), ("0.5-2", [0.5, 1.5]), ("1e-3", [0.001]),
      ("-0.71", [-0.71]), ("-2:1", [-2, -1, 0, 1]), ("1e-1:1.1:0.5", [0.1, 0.6, 1.1]),
    ])
  func realRanges(_ text: String, _ expected: [Double]) throws {
    #expect(try NumberList.reals(parsing: text, in: -10...10) == expected)
  }

  @Test(
    "what is no list is refused",
    arguments: [
      ("", NumberListError.empty), ("  ", .empty),
      ("6-3", .reversed(text: "6-3", part: "6-3")),
      ("3,4,3", .repeated(text: "3,4,3", part: "3")),
      ("0", .outOfRange(text: "0", part: "0", lower: "1", upper: "24")),
      (
        "3-99999999999",
        .outOfRange(text: "3-99999999999", part: "99999999999", lower: "1", upper: "24")
      ),
    ])
  func refused(_ text: String, _ error: NumberListError) {
    #expect(throws: error) { try NumberList.integers(parsing: text, in: 1...24) }
  }

  @Test(
    "what is no number is refused",
    arguments: [
      "x", "3,,4", "3-", "-3", "1-2-3", "1:2:0", "1:2:-1", "1:2:3:4", "3:", "99999999999999999999",
      "3.5", ",",
    ])
  func noNumbers(_ text: String) {
    #expect(throws: NumberListError.self) { try NumberList.integers(parsing: text, in: 1...24) }
  }

  @Test(
    "what is no real number is refused",
    arguments: [
      "nan", "inf", "0:", "1-2-3", "0:1:0", "0:1:-1", "1:0:0.1", "0:1:1e-9", "x", "0:1:nan",
    ])
  func noReals(_ text: String) {
    #expect(throws: NumberListError.self) { try NumberList.reals(parsing: text, in: 0...10) }
  }

  @Test("a huge range is refused before it is laid out")
  func huge() {
    #expect(throws: NumberListError.tooMany(text: "1-999999999", limit: NumberList.limit)) {
      try NumberList.integers(parsing: "1-999999999", in: 1...Int.max)
    }
  }
}
