import RDCore
import Testing

/// A picture made by integer arithmetic alone, so that pinned streams can be compared with it on any machine.
struct TestPicture: Sendable, CustomTestStringConvertible {
  enum Kind: String, Sendable, CaseIterable {
    case photograph, noise, constant, ramp, text
  }

  let kind: Kind
  let shape: ImageShape
  let bitDepth: Int
  let samples: [UInt16]

  var testDescription: String { "\(kind.rawValue) \(shape) of \(bitDepth) bits" }

  init(_ kind: Kind, height: Int, width: Int, channels: Int = 1, bitDepth: Int = 8) {
    self.kind = kind
    self.bitDepth = bitDepth
    shape = ImageShape(height: height, width: width, channels: channels)
    let maximum = 1 << bitDepth - 1
    var state: UInt64 = 0x5eed
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var samples: [UInt16] = []
    for row in 0..<height {
      for column in 0..<width {
        let noise = random(below: 7) + random(below: 7)
        for channel in 0..<channels {
          let level: Int
          switch kind {
          case .photograph:
            // A slope, a disc and grain that channels share, with a little of their own.
            let (down, right) = (row - height / 2, column - width / 3)
            let disc = down * down + right * right < width * width / 16 ? 60 : 0
            let sum = 40 + (3 * row + 2 * column) / 2 + disc + noise + random(below: 3)
            level = sum * (4 + channel) / 6 * maximum / 255
          case .noise: level = random(below: maximum + 1)
          case .constant: level = maximum * 2 / 3
          case .ramp: level = (row * width + column) * 37 + channel * 11
          case .text: level = (row / 2 * 7 + column / 2 * 5) % 11 < 4 ? 0 : maximum
          }
          samples.append(UInt16(kind == .ramp ? level % (maximum + 1) : min(maximum, level)))
        }
      }
    }
    self.samples = samples
  }
}
