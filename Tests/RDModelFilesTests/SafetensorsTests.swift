import Foundation
import RDModelFiles
import Testing

@Suite("Models as safetensors")
struct SafetensorsTests {
  private let model = ModelFile(
    kind: "dense-autoencoder", architecture: "dense-autoencoder:latents=2;shape=\"1x2x1\"",
    arrays: [
      .init(name: "parameter-10", rows: 2, columns: 1, numbers: [0.25, -2.385]),
      .init(name: "parameter-2", rows: 1, columns: 3, numbers: [1, 0.5, -0.71]),
    ],
    sections: [.init(name: "latent-code", bytes: [7, 0, 255]), .init(name: "from", bytes: [])])

  private func file(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8)
      + data
  }

  private static let metadata =
    #""__metadata__":{"format":"rdtool-model","kind":"a","architecture":"b"}"#

  @Test("have the form of their page, and come back as they were")
  func form() throws {
    let bytes = try model.safetensors()
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(length % 8 == 0 && bytes[8] == UInt8(ascii: "{"))
    let header = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length])) as? [String: Any])
    #expect(header.count == 5)
    let metadata = try #require(header["__metadata__"] as? [String: String])
    #expect(metadata["kind"] == model.kind && metadata["architecture"] == model.architecture)
    let tensor = try #require(header["parameter-2"] as? [String: Any])
    #expect(tensor["dtype"] as? String == "F32" && tensor["shape"] as? [Int] == [1, 3])
    #expect(tensor["data_offsets"] as? [Int] == [8, 20])
    let section = try #require(header["section.latent-code"] as? [String: Any])
    #expect(section["dtype"] as? String == "U8" && section["data_offsets"] as? [Int] == [20, 23])
    // 0.25 in single precision, then -0.71 before the section.
    let data = bytes[(8 + length)...]
    #expect(Array(data.prefix(4)) == [0, 0, 0x80, 0x3e])
    #expect(Array(data.suffix(7)) == [0x8f, 0xc2, 0x35, 0xbf, 7, 0, 255])
    let back = try ModelFile(safetensors: bytes)
    #expect(back == model && back.contentHash == model.contentHash)
  }

  @Test("of another program's order hold the same model")
  func otherOrder() throws {
    let header = """
      {\(Self.metadata), "b": {"data_offsets":[4,8],"shape":[1,1],"dtype":"F32"},
       "a": {"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}
      """
    let read = try ModelFile(safetensors: file(header, [0, 0, 0x80, 0x3e, 0, 0, 0x80, 0x3f]))
    #expect(read.arrays.map(\.name) == ["a", "b"] && read.arrays.map(\.numbers) == [[0.25], [1]])
  }

  @Test(
    "what is no model is refused",
    arguments: [
      "", "{", "[]", "{}", #"{"__metadata__":{"format":"pt"}}"#,
      #"{"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}"#,
      "{\(metadata),\"a\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[0,4]}}",
      "{\(metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
      "{\(metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,4]}}",
      "{\(metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
      "{\(metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[4,8]}}",
      "{\(metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[4,0]}}",
      "{\(metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[9,1],\"data_offsets\":[0,36]}}",
      "{\(metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[]}}",
      "{\(metadata),\"section.a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,4]}}",
      "{\(metadata)}",
    ])
  func refusals(_ header: String) {
    #expect(throws: ModelFileError.self) {
      try ModelFile(safetensors: file(header, [0, 0, 0x80, 0x3e]))
    }
  }

  @Test("cut or altered anywhere, nothing crashes, and a cut file is refused")
  func damage() throws {
    let bytes = try model.safetensors()
    for length in bytes.indices {
      #expect(throws: ModelFileError.self) {
        try ModelFile(safetensors: Array(bytes.prefix(length)))
      }
      var altered = bytes
      altered[length] ^= 0x15
      _ = try? ModelFile(safetensors: altered)
    }
    let infinite = file(
      "{\(Self.metadata),\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}",
      [0, 0, 0x80, 0x7f])
    #expect(throws: ModelFileError.self) { try ModelFile(safetensors: infinite) }
  }
}
