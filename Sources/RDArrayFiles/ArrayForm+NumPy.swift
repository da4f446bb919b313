import RDCore

/// Forms of arrays in NumPy's files (NPY).
///
/// > Source: [numpynpy], versions 1.0, 2.0 and 3.0.
extension ArrayForm {
  /// NumPy's names of the types, without the byte order.
  private static let numPyNames: [(name: String, type: NumberType)] = [
    ("f2", .float16), ("f4", .float32), ("f8", .float64), ("i1", .int8), ("i2", .int16),
    ("i4", .int32), ("i8", .int64), ("u1", .uint8), ("u2", .uint16), ("u4", .uint32),
    ("u8", .uint64), ("b1", .bool),
  ]

  /// The form that a header states.
  ///
  /// - Throws: ``SampleFileError/storedType(path:type:)``; ``SampleFileError/arraySize(path:shape:)``.
  init(_ header: NumPyHeader, path: String) throws(SampleFileError) {
    let description = header.elementType ?? "a structure"
    guard let known = Self.numPyNames.first(where: { description.dropFirst() == $0.name }),
      let order = description.first, "<>|=".contains(order)
    else { throw .storedType(path: path, type: description) }
    guard
      let form = ArrayForm(
        type: known.type, shape: header.shape, isFortranOrder: header.isFortranOrder,
        isBigEndian: order == ">" && known.type.byteCount > 1)
    else { throw .arraySize(path: path, shape: header.shape) }
    self = form
  }

  /// The header of such an array in a NumPy file; numbers of `bfloat16`, which NumPy lacks, are raw ones of two bytes.
  package var numPyStart: [UInt8] {
    let name = Self.numPyNames.first { $0.type == type }?.name ?? "V\(type.byteCount)"
    let order = type.byteCount == 1 || type == .bfloat16 ? "|" : isBigEndian ? ">" : "<"
    return NumPyHeader.bytes(
      elementType: order + name, shape: shape, isFortranOrder: isFortranOrder)
  }
}
