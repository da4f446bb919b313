import RDCore
import RDImageCodecs
import Testing

@Suite("The container of coded images")
struct ImageContainerTests {
  private static let good = ImageContainer(
    modelHash: [1, 2, 3, 4, 5, 6, 7, 0xff],
    groups: [
      .init(count: 3, height: 500, width: 1, isGrey: true, payload: Array(0..<200)),
      .init(count: 1, height: 4000, width: 3, isGrey: false, payload: [9]),
    ])

  @Test("comes back as it was, from pinned bytes")
  func roundTrip() throws {
    let small = ImageContainer(
      modelHash: Array(repeating: 7, count: 8),
      groups: [.init(count: 1, height: 1, width: 300, isGrey: false, payload: [0xab])])
    // The format; changing it is a breaking change.
    let start: [UInt8] = Array("RDIM".utf8) + [1]
    let rest: [UInt8] = [7, 7, 7, 7, 7, 7, 7, 7, 1, 1, 1, 0xac, 2, 3, 1, 0xab]
    #expect(Array(small.bytes.dropLast(4)) == start + rest)
    #expect(small.overhead == small.bytes.count - 1)
    let read = try ImageContainer(parsing: Self.good.bytes)
    #expect(read == Self.good)
  }

  @Test("refuses what was cut off, altered or lengthened")
  func damage() {
    let bytes = Self.good.bytes
    for length in 0..<bytes.count {
      #expect(throws: ImageContainerError.self) {
        try ImageContainer(parsing: Array(bytes[..<length]))
      }
    }
    for position in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[position] ^= 1 << UInt8(bit)
        #expect(throws: ImageContainerError.self) { try ImageContainer(parsing: altered) }
      }
    }
    #expect(throws: ImageContainerError.trailingBytes(count: 2)) {
      try ImageContainer(parsing: bytes + [0, 0])
    }
    #expect(throws: ImageContainerError.notAContainer) {
      try ImageContainer(parsing: Array("P6 3 3 255".utf8))
    }
  }

  @Test("refuses sizes that no memory is taken for")
  func hostileSizes() {
    let header: [UInt8] = Array("RDIM".utf8) + [1, 0, 0, 0, 0, 0, 0, 0, 0]
    // One group: a million images of a million by a million pixels.
    let many: [UInt8] = [0xc0, 0x84, 0x3d]
    let vast: [UInt8] = header + [1] + many + many + many + [3, 0, 0, 0, 0, 0]
    #expect(
      throws: ImageContainerError.tooLarge(count: 1_000_000, height: 1_000_000, width: 1_000_000)
    ) {
      try ImageContainer(parsing: vast)
    }
    // Enough groups that their headers alone would not fit.
    let groups: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]
    let crowded = header + groups + [UInt8](repeating: 1, count: 64)
    #expect(throws: ImageContainerError.self) { try ImageContainer(parsing: crowded) }
  }
}
