import Foundation
import RDCore

/// What stands before the data of a safetensors file: the length of a text (8 bytes, little-endian), and the text, in JSON.
///
/// > Source: [safetensors].
package struct SafetensorsHeader: Sendable {
  package struct Tensor: Sendable, Equatable {
    package let name: String

    /// The type as the format names it, such as `F32`.
    package let type: String
    package let shape: [Int]

    /// The bytes that it takes.
    package let byteCount: Int

    package init(name: String, type: String, shape: [Int], byteCount: Int) {
      self.name = name
      self.type = type
      self.shape = shape
      self.byteCount = byteCount
    }
  }

  /// Why bytes are no such file.
  package enum Failure: Error, Equatable {
    case otherFile
    case damaged(reason: String)
  }

  /// The tensors in the order of their data, one directly after the other.
  package let tensors: [Tensor]
  package let metadata: [String: String]

  package init(tensors: [Tensor], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  private static let metadataKey = "__metadata__"

  /// The most bytes of the text, as in the format's own reader.
  private static let textLimit = 100_000_000

  /// One tensor in the text.
  private struct Place: Codable {
    let dtype: String
    let shape: [Int]

    /// The first byte and the one after the last, after the header.
    let data_offsets: [Int]
  }

  /// An entry of the text: metadata or a tensor.
  private enum Entry: Codable {
    case metadata([String: String])
    case tensor(Place)

    init(from decoder: any Decoder) throws {
      let isMetadata = decoder.codingPath.last?.stringValue == metadataKey
      self =
        isMetadata
        ? .metadata(try [String: String](from: decoder)) : .tensor(try Place(from: decoder))
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .metadata(let metadata): try metadata.encode(to: encoder)
      case .tensor(let tensor): try tensor.encode(to: encoder)
      }
    }
  }

  /// The length of the text that a file states in its first 8 bytes.
  ///
  /// - Throws: ``Failure/otherFile`` where a file of `fileByteCount` bytes cannot hold it.
  package static func textLength(
    _ start: some Collection<UInt8>, fileByteCount: Int
  ) throws(Failure) -> Int {
    guard start.count >= 8 else { throw .otherFile }
    let length = start.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(min(textLimit, fileByteCount - 8)) else { throw .otherFile }
    return Int(length)
  }

  /// Reads the text.
  ///
  /// - Parameters:
  ///   - text: in JSON.
  ///   - dataByteCount: the bytes after it.
  /// - Throws: ``Failure`` for other bytes, or tensors that do not fill the file one after the other.
  package init(text: [UInt8], dataByteCount: Int) throws(Failure) {
    guard let entries = try? JSONDecoder().decode([String: Entry].self, from: Data(text)) else {
      throw .otherFile
    }
    var metadata: [String: String] = [:]
    var places: [(name: String, place: Place)] = []
    for (name, entry) in entries {
      switch entry {
      case .metadata(let found): metadata = found
      case .tensor(let place): places.append((name, place))
      }
    }
    places.sort { left, right in
      // Empty ones may begin where another does.
      left.place.data_offsets == right.place.data_offsets
        ? left.name < right.name
        : left.place.data_offsets.lexicographicallyPrecedes(right.place.data_offsets)
    }
    var position = 0
    var tensors: [Tensor] = []
    for (name, place) in places {
      let offsets = place.data_offsets
      guard offsets.count == 2, offsets[0] == position, offsets[1] >= position,
        offsets[1] <= dataByteCount
      else {
        throw .damaged(reason: "the tensor '\(name)' is not where the one before it ends")
      }
      tensors.append(
        Tensor(
          name: name, type: place.dtype, shape: place.shape, byteCount: offsets[1] - position))
      position = offsets[1]
    }
    guard position == dataByteCount else {
      throw .damaged(reason: "there are bytes after its tensors")
    }
    self.init(tensors: tensors, metadata: metadata)
  }

  /// The bytes of the header; the tensors then begin at a multiple of 8.
  ///
  /// - Throws: an error of the JSON encoder, which no names give.
  package func bytes() throws -> [UInt8] {
    var entries: [String: Entry] = metadata.isEmpty ? [:] : [Self.metadataKey: .metadata(metadata)]
    var position = 0
    for tensor in tensors {
      let end = position + tensor.byteCount
      entries[tensor.name] = .tensor(
        Place(dtype: tensor.type, shape: tensor.shape, data_offsets: [position, end]))
      position = end
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = [UInt8](try encoder.encode(entries))
    json += Array(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    var writer = BinaryWriter(capacity: 8 + json.count)
    writer.append(UInt64(json.count))
    writer.append(json)
    return writer.bytes
  }
}
