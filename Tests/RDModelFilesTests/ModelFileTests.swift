import RDCore
import RDFiles
import RDModelFiles
import RDNetworks
import RDResults
import Testing

@Suite("Model files")
struct ModelFileTests {
  private static let model = ModelFile(
    kind: "some-kind", architecture: "some-kind:width=7;größe=2.385",
    arrays: [
      .init(
        name: "weights", rows: 2, columns: 3,
        numbers: [-0.71, 2.385, 7, -0.0, Float.leastNonzeroMagnitude, 3e38]),
      .init(name: "biases", rows: 1, columns: 1, numbers: [0.1]),
    ],
    sections: [
      .init(name: "tables", bytes: [1, 2, 255, 0]), .init(name: "empty", bytes: []),
    ])

  @Test("are read as they were written")
  func roundTrip() throws {
    let model = Self.model
    let read = try ModelFile(model.bytes)
    #expect(read == model)
    #expect(read.bytes == model.bytes)
    #expect(read.contentHash == model.contentHash)
    #expect(model.contentHash.bytes.elementsEqual(model.bytes.suffix(32)))
    #expect(model.section("tables") == [1, 2, 255, 0] && model.section("table") == nil)
    #expect(try model.array("biases").numbers == [0.1])
    #expect(throws: ModelFileError.missing(part: "array 'bias'")) { try model.array("bias") }
  }

  @Test("have a fixed form")
  func form() {
    let bytes = ModelFile(
      kind: "k", architecture: "a",
      arrays: [.init(name: "n", rows: 1, columns: 2, numbers: [1, -2])],
      sections: [.init(name: "s", bytes: [9])]
    ).bytes
    var content: [UInt8] = Array("RDMODEL\n".utf8)
    content += [1, 0, 0, 0, 105, 0, 0, 0, 0, 0, 0, 0]
    content += [1, 0, 0, 0, 0x6b, 1, 0, 0, 0, 0x61, 1, 0, 0, 0]
    content += [1, 0, 0, 0, 0x6e, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]
    content += [1, 0, 0, 0, 1, 0, 0, 0, 0x73, 1, 0, 0, 0, 0, 0, 0, 0, 9]
    #expect(Array(bytes.dropLast(32)) == content)
    #expect(bytes.count == 105)
  }

  @Test("cut anywhere, or lengthened, they are refused")
  func truncation() {
    let bytes = Self.model.bytes
    #expect(throws: ModelFileError.notAModel) { try ModelFile([]) }
    for length in 1..<bytes.count {
      // Before the length has been read, a reader knows no more than what it looked for.
      let expected = length < 12 ? 12 : length < 20 ? 20 : bytes.count
      #expect(throws: ModelFileError.truncated(expected: expected, found: length)) {
        try ModelFile(Array(bytes.prefix(length)))
      }
    }
    #expect(throws: ModelFileError.damaged(reason: "there are bytes after its end")) {
      try ModelFile(bytes + [0])
    }
    #expect(throws: ModelFileError.notAModel) { try ModelFile(Array("%PDF-1.7, a paper".utf8)) }
  }

  @Test("a change of any bit is noticed")
  func alteration() {
    let bytes = Self.model.bytes
    for position in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[position] ^= 1 << bit
        #expect(throws: ModelFileError.self, "bit \(bit) of byte \(position)") {
          try ModelFile(changed)
        }
      }
    }
    var versioned = bytes
    versioned[8] = 2
    #expect(throws: ModelFileError.unsupportedVersion(found: 2, supported: 1)) {
      try ModelFile(versioned)
    }
  }

  @Test("contents that no program writes are refused even under a right hash")
  func hostile() {
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["hostile", "model"])
    let good = Self.model.bytes.dropLast(32)
    var refused = 0
    for _ in 0..<2000 {
      var bytes = Array(good)
      for _ in 0...stream.next(below: 3) {
        // Counts and lengths of every magnitude, at the positions of others.
        let position = 20 + stream.next(below: bytes.count - 24)
        let number = UInt32(
          truncatingIfNeeded: stream.next() >> UInt64(32 + stream.next(below: 32)))
        for byte in 0..<4 {
          bytes[position + byte] = UInt8(truncatingIfNeeded: number >> (8 * byte))
        }
      }
      // A file of those bytes with the hash that belongs to them.
      bytes += Self.hash(of: bytes)
      do throws(ModelFileError) {
        let model = try ModelFile(bytes)
        #expect(model.bytes == bytes)
      } catch {
        #expect(error.description.hasSuffix("."))
        refused += 1
      }
    }
    #expect(refused > 500)
  }

  @Test("a network's parameters come back, and only into a network of their shapes")
  func graph() throws {
    func network(_ latents: Int, _ seed: Int) throws -> Graph<Float> {
      AutoencoderNetwork<Float>(
        try AutoencoderArchitecture(inputDimension: 7, latentDimension: latents), batchCapacity: 3,
        seed: SeedPath(root: UInt64(seed))
      ).graph
    }
    let first = try network(3, 1)
    let second = try network(3, 2)
    #expect(first.modelArrays != second.modelArrays)
    let model = ModelFile(kind: "k", architecture: "a", arrays: first.modelArrays)
    try second.setParameters(of: try ModelFile(model.bytes))
    #expect(first.modelArrays == second.modelArrays)
    let other = try network(4, 3)
    let before = other.modelArrays
    #expect(
      throws: ModelFileError.wrongShape(
        array: "parameter-3", expected: "128x4", found: "128x3")
    ) { try other.setParameters(of: model) }
    #expect(other.modelArrays == before)
  }

  /// The hash that a model file of those contents ends with.
  private static func hash(of content: [UInt8]) -> [UInt8] {
    ContentHash(of: content).bytes
  }
}
