import RDCore
import Testing

@Suite("Lists of numbers")
struct NumberListTests {
  @Test("lists, ranges and both")
  func integers() throws {
    #expect(try NumberList.integers(parsing: "10,30,50", in: 1...100) == [10, 30, 50])
    #expect(try NumberList.integers(parsing: "3-6", in: 1...24) == [3, 4, 5, 6])
    #expect(try NumberList.integers(parsing: "1-3, 8", in: 1...24) == [1, 2, 3, 8])
  }
}
