import RDArrayCoding
import RDCore

/// An array whose code is pinned.
struct GoldenCase: Sendable, CustomStringConvertible {
  let name: String
  let type: NumberType
  let shape: [Int]
  let quality: ArrayQuality
  var effort = ArrayEffort.standard

  /// The number of an index.
  let number: @Sendable (Int) -> Double

  var description: String { name }
  var array: NumberArray {
    NumberArray((0..<shape.reduce(1, *)).map(number), type: type, shape: shape)
  }

  /// Numbers without order, in -2 to 2 and a little.
  private static func noise(_ index: Int) -> Double {
    let mixed = (UInt64(index) &+ 1) &* 0x9e37_79b9_7f4a_7c15
    return Double((mixed ^ mixed >> 29) % 1000) / 250 - 2
  }

  static let all = [
    GoldenCase(
      name: "raw", type: .uint16, shape: [5], quality: .lossless
    ) { Double($0 * 12_345 % 65_521) },
    GoldenCase(
      name: "palette", type: .float32, shape: [40], quality: .lossless
    ) { [0.1, -0.71, 2.385][$0 * $0 % 3] },
    GoldenCase(
      name: "decimals", type: .float64, shape: [60], quality: .lossless
    ) { Double(Int(noise($0) * 4 + Double($0))) / 100 },
    GoldenCase(
      name: "predicted", type: .int32, shape: [12, 13], quality: .lossless
    ) { Double(($0 % 13) * ($0 / 13) * 3 + $0 * 5) },
    GoldenCase(
      name: "noise", type: .float32, shape: [170], quality: .signalToNoise(decibels: 14)
    ) { noise($0) * noise($0 * 7 + 3) * noise($0 * 3 + 1) },
    GoldenCase(
      name: "sparse", type: .float64, shape: [1200], quality: .signalToNoise(decibels: 12)
    ) { abs(noise($0)) > 1.9 ? noise($0 * 3) : 0 },
    GoldenCase(
      name: "wavelet", type: .float32, shape: [24, 20], quality: .signalToNoise(decibels: 17)
    ) { ($0 % 20 > 7 && $0 / 20 < 13 ? 1.3 : 0.2) + noise($0) / 40 },
    GoldenCase(
      name: "cosine", type: .float64, shape: [512], quality: .signalToNoise(decibels: 15)
    ) { abs(Double($0 % 26) - 13) + abs(Double($0 % 14) - 7) / 2 + noise($0) / 4 },
    GoldenCase(
      name: "prediction", type: .float32, shape: [260], quality: .maximumError(0.02)
    ) { index in (0...9).reduce(0) { $0 * 0.9 + noise(index + $1) / 3 } + Double(index % 65) / 9 },
    GoldenCase(
      name: "interpolation", type: .float32, shape: [9, 14, 10], quality: .maximumError(0.05)
    ) { Double(($0 % 10) * ($0 % 10) - ($0 / 140) * ($0 / 10 % 14)) / 13 },
    GoldenCase(
      name: "relative", type: .float16, shape: [50], quality: .relativeError(0.05)
    ) { noise($0) * Double(1 + $0 * $0) },
    GoldenCase(
      name: "fast", type: .float32, shape: [10, 9], quality: .maximumError(0.1), effort: .fast
    ) { Double(($0 % 9) * ($0 / 9)) / 3 + noise($0) / 8 },
    GoldenCase(
      name: "high", type: .float64, shape: [4, 3, 20],
      quality: .signalToNoise(decibels: 18), effort: .high
    ) { noise($0) + Double($0 % 20) / 4 },
  ]
}
