/// A stream of pseudo-random numbers, the same on every machine: xoshiro256**.
///
/// Its period is 2^256 - 1. The four words of its state can be stored and restored, so an interrupted computation resumes with
/// the numbers it would have drawn.
///
/// > Source: [blackman2021], xoshiro256**; seeded by SplitMix64 as its authors advise.
public struct RandomStream: RandomNumberGenerator, Sendable, Equatable {
  /// The state, shape `[4]`; never all zero.
  package private(set) var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of a seed.
  public init(seed: SeedPath) {
    // Consecutive outputs of SplitMix64, which are never all zero.
    let step: UInt64 = 0x9e37_79b9_7f4a_7c15
    let s = seed.value
    state = (splitMix(s), splitMix(s &+ step), splitMix(s &+ 2 &* step), splitMix(s &+ 3 &* step))
  }

  /// The stream that resumes from a stored state; `nil` for the all-zero state, which no stream reaches.
  package init?(state: (UInt64, UInt64, UInt64, UInt64)) {
    guard state != (0, 0, 0, 0) else { return nil }
    self.state = state
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = rotate(state.1 &* 5, by: 7) &* 9
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = rotate(state.3, by: 45)
    return result
  }

  /// A number drawn uniformly from the open interval (0, 1): the midpoint of one of 2^52 equal cells.
  ///
  /// Neither 0 nor 1 is ever drawn, so it is a valid argument of a quantile function.
  public mutating func nextUniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// An integer drawn uniformly from `0 ..< bound`, without bias.
  ///
  /// - Precondition: `bound > 0`.
  ///
  /// > Source: [lemire2019], Algorithm 5.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0)
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold {
        product = next().multipliedFullWidth(by: range)
      }
    }
    return Int(product.high)
  }

  /// Shuffles the elements of `order`; all permutations are equally likely.
  ///
  /// - Complexity: O(n), without allocation.
  package mutating func shuffle(_ order: UnsafeMutableBufferPointer<Int32>) {
    guard order.count > 1 else { return }
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      order.swapAt(last, next(below: last + 1))
    }
  }

  /// Whether both streams are in the same state.
  public static func == (left: RandomStream, right: RandomStream) -> Bool {
    left.state == right.state
  }

  @inline(__always)
  private func rotate(_ x: UInt64, by count: UInt64) -> UInt64 {
    (x << count) | (x >> (64 - count))
  }
}
