extension NumPyHeader {
  /// The signature of a NumPy file.
  static let magic = [0x93] + Array("NUMPY".utf8)

  /// The maximum length of a header in bytes; typical ones have about a hundred.
  static let lengthLimit = 1 << 16

  /// Reads the header of a file, and stops before the first number.
  ///
  /// - Returns: the header, and its total length in bytes, with signature, version and length fields.
  /// - Throws: ``SampleFileError/numPyHeader(path:reason:)``.
  static func read(
    from file: NumberFile, path: String
  ) throws(SampleFileError) -> (header: NumPyHeader, byteCount: Int) {
    try read(path: path) { (count) throws(SampleFileError) in try file.read(upTo: count) }
  }

  /// Reads the header of a file of which `next` gives the next bytes, as many as asked for or all that are left.
  ///
  /// - Returns: the header, and its total length in bytes, with signature, version and length fields.
  /// - Throws: ``SampleFileError/numPyHeader(path:reason:)``, or what `next` throws.
  static func read(
    path: String, next: (Int) throws(SampleFileError) -> [UInt8]
  ) throws(SampleFileError) -> (header: NumPyHeader, byteCount: Int) {
    func take(_ count: Int) throws(SampleFileError) -> [UInt8] {
      let bytes = try next(count)
      guard bytes.count == count else { throw .numPyHeader(path: path, reason: "it ends early") }
      return bytes
    }
    let start = try next(magic.count)
    guard start == Array(magic.prefix(start.count)) else {
      throw .numPyHeader(path: path, reason: "the file does not begin like one of NumPy's")
    }
    guard start == magic else { throw .numPyHeader(path: path, reason: "it ends early") }
    let version = try take(2)[0]
    guard (1...3).contains(version) else {
      throw .numPyHeader(path: path, reason: "its version \(version) is not known here")
    }
    let lengthBytes = try take(version == 1 ? 2 : 4)
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= lengthLimit else {
      throw .numPyHeader(path: path, reason: "it says that it has \(length) bytes")
    }
    guard let header = NumPyHeader(parsing: String(decoding: try take(length), as: UTF8.self))
    else {
      throw .numPyHeader(
        path: path, reason: "it is not a dictionary of descr, fortran_order, shape")
    }
    return (header, magic.count + 2 + lengthBytes.count + length)
  }

  /// The header bytes of an array, as NumPy writes them: a multiple of 64.
  ///
  /// > Source: [numpynpy], version 1.0.
  package static func bytes(elementType: String, shape: [Int], isFortranOrder: Bool) -> [UInt8] {
    let extents = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text =
      "{'descr': '\(elementType)', 'fortran_order': \(isFortranOrder ? "True" : "False"), 'shape': (\(extents)), }"
    let unpadded = magic.count + 4 + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
    let length = text.utf8.count
    return magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + Array(text.utf8)
  }
}
