import RDCoding

/// The probability of a rare decision that has one context.
struct AdaptiveBit {
  private var probability: UInt32 = 1 << (binaryPrecision - 1)
  private var count: UInt32 = 0

  mutating func code<Channel: BinaryChannel>(_ bit: Int, in channel: inout Channel) -> Int {
    let one: UInt32 = 1 << binaryPrecision
    let bit = channel.code(bit, probabilityOfOne: min(max(probability, 16), one - 16))
    let target: Int64 = bit == 1 ? Int64(one) : 0
    probability = UInt32(
      Int64(probability) + (target - Int64(probability)) * 2 / Int64(2 * count + 3))
    if count < 1000 { count += 1 }
    return bit
  }
}
