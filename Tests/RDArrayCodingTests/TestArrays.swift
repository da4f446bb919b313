import RDArrayCoding
import RDCore

/// Arrays of many kinds, small enough to be coded in milliseconds.
enum TestArrays {
  static func stream(_ name: String, _ index: Int = 0) -> RandomStream {
    RandomStream(seed: SeedPath(root: 0x5eed_2026)["array-code", name]["index", index])
  }

  /// About normal, by the sum of twelve uniform numbers.
  static func normal(_ stream: inout RandomStream) -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + stream.nextUniform() }
  }

  /// A smooth field with some noise, in C order.
  static func field(_ shape: [Int], noise: Double, _ stream: inout RandomStream) -> [Double] {
    let count = shape.reduce(1, *)
    return (0..<count).map { index in
      var rest = index
      var value = 2.385
      for extent in shape.reversed() {
        let x = Double(rest % extent) / Double(extent)
        rest /= extent
        value += x * (1.7 - 2.2 * x) - 0.71 * x * x * x
      }
      return value + noise * normal(&stream)
    }
  }

  /// Numbers in which each depends on the one before.
  static func markov(_ count: Int, _ stream: inout RandomStream) -> [Double] {
    var last = 0.0
    return (0..<count).map { _ in
      last = 0.95 * last + 0.31 * normal(&stream)
      return last
    }
  }
}
