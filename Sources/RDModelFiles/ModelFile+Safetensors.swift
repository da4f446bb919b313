import Foundation
import RDCore

/// A model as a file of safetensors: the length of the header (8 bytes, little-endian), the header in JSON, and the tensors.
///
/// The arrays are tensors of float32 under their names, shape `[rows, columns]`; a section is a tensor of bytes, `section.NAME`. The
/// header's `__metadata__` has `format` (`rdtool-model`), `kind` and `architecture`, and for the reader's eyes `content_hash`.
extension ModelFile {
  private static let format = "rdtool-model"
  private static let sectionPrefix = "section."
  private static let metadataKey = "__metadata__"

  /// One tensor of a header.
  private struct Tensor: Codable {
    let dtype: String
    let shape: [Int]

    /// The first byte and the one after the last, after the header.
    let data_offsets: [Int]
  }

  /// An entry of a header: metadata or a tensor.
  private enum Entry: Codable {
    case metadata([String: String])
    case tensor(Tensor)

    init(from decoder: any Decoder) throws {
      let isMetadata = decoder.codingPath.last?.stringValue == metadataKey
      self =
        isMetadata
        ? .metadata(try [String: String](from: decoder)) : .tensor(try Tensor(from: decoder))
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .metadata(let metadata): try metadata.encode(to: encoder)
      case .tensor(let tensor): try tensor.encode(to: encoder)
      }
    }
  }

  /// The bytes of a safetensors file.
  ///
  /// - Throws: an error of the JSON encoder, which no model gives.
  package func safetensors() throws -> [UInt8] {
    var header: [String: Entry] = [
      Self.metadataKey: .metadata([
        "format": Self.format, "kind": kind, "architecture": architecture,
        "content_hash": "\(contentHash)",
      ])
    ]
    var data = BinaryWriter()
    func add(_ name: String, _ dtype: String, _ shape: [Int], from start: Int) {
      header[name] = .tensor(
        Tensor(dtype: dtype, shape: shape, data_offsets: [start, data.bytes.count]))
    }
    for array in arrays {
      let start = data.bytes.count
      for number in array.numbers { data.append(number.bitPattern) }
      add(array.name, "F32", [array.rows, array.columns], from: start)
    }
    for section in sections {
      let start = data.bytes.count
      data.append(section.bytes)
      add(Self.sectionPrefix + section.name, "U8", [section.bytes.count], from: start)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = [UInt8](try encoder.encode(header))
    // Tensors begin at a multiple of 8 bytes.
    json += Array(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    var writer = BinaryWriter(capacity: 8 + json.count + data.bytes.count)
    writer.append(UInt64(json.count))
    writer.append(json)
    writer.append(data.bytes)
    return writer.bytes
  }

  /// Reads a model from the bytes of a safetensors file; arrays and sections are in the order of their data.
  ///
  /// - Throws: ``ModelFileError`` for other bytes, tensors of other types, or metadata that are not a model's.
  package init(safetensors bytes: [UInt8]) throws(ModelFileError) {
    guard bytes.count <= Self.sizeLimit else {
      throw .tooLarge(byteCount: bytes.count, limit: Self.sizeLimit)
    }
    var reader = BinaryReader(bytes) { _ in ModelFileError.notSafetensors }
    let length = try reader.integer(UInt64.self)
    guard length <= UInt64(reader.remaining),
      let header = try? JSONDecoder().decode(
        [String: Entry].self, from: Data(try reader.take(Int(length))))
    else { throw .notSafetensors }
    guard case .metadata(let metadata) = header[Self.metadataKey],
      metadata["format"] == Self.format, let kind = metadata["kind"],
      let architecture = metadata["architecture"]
    else { throw .otherTensors }
    var arrays: [NamedArray] = []
    var sections: [NamedSection] = []
    let tensors = header.compactMap { name, entry -> (name: String, tensor: Tensor)? in
      guard case .tensor(let tensor) = entry else { return nil }
      return (name, tensor)
    }.sorted { left, right in
      // Empty ones may begin where another does.
      left.tensor.data_offsets == right.tensor.data_offsets
        ? left.name < right.name
        : left.tensor.data_offsets.lexicographicallyPrecedes(right.tensor.data_offsets)
    }
    let start = reader.position
    for (name, tensor) in tensors {
      let offsets = tensor.data_offsets
      guard offsets.count == 2, offsets[0] == reader.position - start, offsets[1] >= offsets[0]
      else {
        throw .damaged(reason: "the tensor '\(name)' is not where the one before it ends")
      }
      let data = try reader.take(offsets[1] - offsets[0])
      if name.hasPrefix(Self.sectionPrefix) {
        guard tensor.dtype == "U8", tensor.shape == [data.count] else {
          throw .damaged(reason: "the tensor '\(name)' is not one of as many bytes (U8)")
        }
        sections.append(
          NamedSection(
            name: String(name.dropFirst(Self.sectionPrefix.count)), bytes: Array(data)))
      } else {
        arrays.append(try Self.array(name, tensor, data))
      }
    }
    guard reader.remaining == 0 else { throw .damaged(reason: "there are bytes after its tensors") }
    self.init(kind: kind, architecture: architecture, arrays: arrays, sections: sections)
  }

  private static func array(
    _ name: String, _ tensor: Tensor, _ data: ArraySlice<UInt8>
  ) throws(ModelFileError) -> NamedArray {
    let count = data.count / 4
    guard tensor.dtype == "F32", tensor.shape.count == 2, data.count % 4 == 0, count > 0,
      tensor.shape.allSatisfy({ 1...count ~= $0 }), tensor.shape[0] * tensor.shape[1] == count
    else {
      throw .damaged(
        reason: "the tensor '\(name)' is not a matrix of float32 (F32) of its shape")
    }
    let numbers = data.withUnsafeBytes { data in
      (0..<count).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: data.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
      }
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .damaged(reason: "the tensor '\(name)' has a number that is not finite")
    }
    return NamedArray(
      name: name, rows: tensor.shape[0], columns: tensor.shape[1], numbers: numbers)
  }
}
