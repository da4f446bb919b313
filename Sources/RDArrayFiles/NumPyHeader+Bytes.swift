extension NumPyHeader {
  /// What a file of NumPy's begins with.
  static let magic = [0x93] + Array("NUMPY".utf8)

  /// The longest header that is read, in bytes; those of arrays of plain numbers have about a hundred.
  static let lengthLimit = 1 << 16

  /// Where the text of a header stands, as soon as so many bytes of the file are known that they tell its length.
  ///
  /// Before it are the magic, two bytes of version and two or four of length.
  ///
  /// - Throws: ``SampleFileError/numPyHeader(path:reason:)``.
  static func textRange(
    in bytes: [UInt8], path: String
  ) throws(SampleFileError) -> Range<Int>? {
    let known = min(bytes.count, magic.count)
    guard bytes.prefix(known).elementsEqual(magic.prefix(known)) else {
      throw .numPyHeader(path: path, reason: "the file does not begin like one of NumPy's")
    }
    guard bytes.count > magic.count else { return nil }
    let version = bytes[magic.count]
    guard (1...3).contains(version) else {
      throw .numPyHeader(path: path, reason: "its version \(version) is not known here")
    }
    let begin = version == 1 ? 10 : 12
    guard bytes.count >= begin else { return nil }
    var length = 0
    for byte in bytes[8..<begin].reversed() { length = length << 8 | Int(byte) }
    guard length <= lengthLimit else {
      throw .numPyHeader(path: path, reason: "it says that it has \(length) bytes")
    }
    return begin..<begin + length
  }

  /// Reads the text of a header.
  ///
  /// - Throws: ``SampleFileError/numPyHeader(path:reason:)``.
  init(text: ArraySlice<UInt8>, path: String) throws(SampleFileError) {
    guard let header = NumPyHeader(parsing: String(decoding: text, as: UTF8.self)) else {
      throw .numPyHeader(
        path: path, reason: "it is not a dictionary of descr, fortran_order, shape")
    }
    self = header
  }

  /// The bytes before the numbers of an array, as NumPy writes them: a multiple of 64.
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
