import RDCore

extension SafetensorsHeader.Tensor {
  /// The names of the types.
  private static let types: [(name: String, type: NumberType)] = [
    ("F16", .float16), ("BF16", .bfloat16), ("F32", .float32), ("F64", .float64), ("I8", .int8),
    ("I16", .int16), ("I32", .int32), ("I64", .int64), ("U8", .uint8), ("U16", .uint16),
    ("U32", .uint32), ("U64", .uint64), ("BOOL", .bool),
  ]

  /// The type of its numbers; `nil` for others.
  var numberType: NumberType? { Self.types.first { $0.name == type }?.type }

  /// An array as a tensor, which has no other order of memory than C's, and no other order of bytes than little-endian.
  init(_ name: String, _ form: ArrayForm) {
    self.init(
      name: name, type: Self.types.first { $0.type == form.type }?.name ?? "", shape: form.shape,
      byteCount: form.byteCount)
  }
}

extension StoredNumbers {
  /// The numbers of a tensor.
  ///
  /// - Throws: ``SampleFileError``.
  init(_ tensor: SafetensorsHeader.Tensor, _ bytes: FileBytes) throws(SampleFileError) {
    let path = "\(bytes.path):\(tensor.name)"
    guard let type = tensor.numberType else { throw .storedType(path: path, type: tensor.type) }
    guard let form = ArrayForm(type: type, shape: tensor.shape) else {
      throw .arraySize(path: path, shape: tensor.shape)
    }
    try self.init(form, bytes)
  }
}
