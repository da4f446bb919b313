import RDArrayFiles
import RDCore

/// A model as a file of safetensors: the length of the header (8 bytes, little-endian), the header in JSON, and the tensors.
///
/// The arrays are tensors of float32 under their names, shape `[rows, columns]`; a section is a tensor of bytes, `section.NAME`. The
/// header's `__metadata__` has `format` (`rdtool-model`), `kind` and `architecture`, and for the reader's eyes `content_hash`.
extension ModelFile {
  private static let format = "rdtool-model"
  private static let sectionPrefix = "section."

  /// The bytes of a safetensors file.
  ///
  /// - Throws: an error of the JSON encoder, which no model gives.
  package func safetensors() throws -> [UInt8] {
    let tensors =
      arrays.map { array in
        SafetensorsHeader.Tensor(
          name: array.name, type: "F32", shape: [array.rows, array.columns],
          byteCount: 4 * array.numbers.count)
      }
      + sections.map { section in
        SafetensorsHeader.Tensor(
          name: Self.sectionPrefix + section.name, type: "U8", shape: [section.bytes.count],
          byteCount: section.bytes.count)
      }
    let header = SafetensorsHeader(
      tensors: tensors,
      metadata: [
        "format": Self.format, "kind": kind, "architecture": architecture,
        "content_hash": "\(contentHash)",
      ])
    var writer = BinaryWriter(try header.bytes())
    for array in arrays {
      for number in array.numbers { writer.append(number.bitPattern) }
    }
    for section in sections { writer.append(section.bytes) }
    return writer.bytes
  }

  /// Reads a model from the bytes of a safetensors file; arrays and sections are in the order of their data.
  ///
  /// - Throws: ``ModelFileError`` for other bytes, tensors of other types, or metadata that are not a model's.
  package init(safetensors bytes: [UInt8]) throws(ModelFileError) {
    guard bytes.count <= Self.sizeLimit else {
      throw .tooLarge(byteCount: bytes.count, limit: Self.sizeLimit)
    }
    let header: SafetensorsHeader
    var position: Int
    do throws(SafetensorsHeader.Failure) {
      position = 8 + (try SafetensorsHeader.textLength(bytes, fileByteCount: bytes.count))
      header = try SafetensorsHeader(
        text: Array(bytes[8..<position]), dataByteCount: bytes.count - position)
    } catch {
      switch error {
      case .otherFile: throw .notSafetensors
      case .damaged(let reason): throw .damaged(reason: reason)
      }
    }
    guard header.metadata["format"] == Self.format, let kind = header.metadata["kind"],
      let architecture = header.metadata["architecture"]
    else { throw .otherTensors }
    var arrays: [NamedArray] = []
    var sections: [NamedSection] = []
    for tensor in header.tensors {
      let name = tensor.name
      let data = bytes[position..<position + tensor.byteCount]
      position += tensor.byteCount
      if name.hasPrefix(Self.sectionPrefix) {
        guard tensor.type == "U8", tensor.shape == [data.count] else {
          throw .damaged(reason: "the tensor '\(name)' is not one of as many bytes (U8)")
        }
        sections.append(
          NamedSection(
            name: String(name.dropFirst(Self.sectionPrefix.count)), bytes: Array(data)))
      } else {
        arrays.append(try Self.array(tensor, data))
      }
    }
    self.init(kind: kind, architecture: architecture, arrays: arrays, sections: sections)
  }

  private static func array(
    _ tensor: SafetensorsHeader.Tensor, _ data: ArraySlice<UInt8>
  ) throws(ModelFileError) -> NamedArray {
    let name = tensor.name
    let count = data.count / 4
    guard tensor.type == "F32", tensor.shape.count == 2, data.count % 4 == 0, count > 0,
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
