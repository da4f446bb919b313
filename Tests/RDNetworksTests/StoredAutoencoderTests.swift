import RDCore
import RDNetworks
import Testing

@Suite("An autoencoder as bytes")
struct StoredAutoencoderTests {
  private func model() throws -> Autoencoder {
    try Autoencoder.trained(
      try liveliestArchitecture(), on: sampleVectors(count: 100, dimension: 10), epochs: 2,
      seed: SeedPath(root: 3))
  }

  @Test("comes back with the same shape and the same numbers")
  func roundTrip() throws {
    let model = try model()
    let bytes = model.bytes
    let back = try Autoencoder(bytes: bytes)
    #expect(back.architecture == model.architecture)
    let vectors = sampleVectors(count: 57, dimension: 10, seed: 2)
    #expect(back.encode(vectors) == model.encode(vectors))
    #expect(back.evaluate(vectors) == model.evaluate(vectors))
    #expect(back.bytes == bytes)
    // The format; changing it is a breaking change.
    #expect(
      Array(bytes.prefix(24)) == Array("RDAE".utf8) + [1, 0, 0, 0, 10, 0, 0, 0, 4, 0, 0, 0]
        + [1, 0, 0, 0, 19, 0, 0, 0])
    #expect(bytes.count == 24 + 4 + 3 + 8 + 9 + 4 + 4 * model.architecture.parameterCount + 4)
  }

  @Test("bytes that were changed, cut or claim too much are refused")
  func damage() throws {
    let bytes = try model().bytes
    for position in stride(from: 0, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[position] ^= 0x10
      #expect { try Autoencoder(bytes: damaged) } throws: { $0 is any DiagnosedError }
    }
    for count in [0, 3, 4, 8, 40, bytes.count - 1] {
      #expect { try Autoencoder(bytes: Array(bytes.prefix(count))) } throws: {
        $0 is any DiagnosedError
      }
    }
    // With right checksums: every byte of the header at its greatest.
    let body = bytes.dropLast(4)
    for position in 4..<52 {
      var claim = Array(body)
      claim[position] = 0xff
      let checked = claim + Fingerprint(of: claim).checksum
      do {
        // What remains possible, such as another dropout rate, is a model.
        _ = try Autoencoder(bytes: checked)
      } catch {
        #expect(error is any DiagnosedError)
      }
    }
  }
}
