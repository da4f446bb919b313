import RDImages

/// IDX files of bytes: two zeros, the type, the number of dimensions, each of them in four bytes, and the elements.
///
/// > Source: [lecun1998], the format's description on the site of the data set.
enum IDXFile {
  /// The elements of a file of MNIST, compressed or not.
  ///
  /// - Throws: ``ImageFileError`` if it cannot be read, or ``DataSetError/damaged(path:reason:)`` if it has other dimensions.
  package static func read(
    _ name: String, dimensions: [Int], from data: DataFolder
  ) throws -> ArraySlice<UInt8> {
    let headerSize = 4 + 4 * dimensions.count
    let size = headerSize + dimensions.reduce(1, *)
    let path = data.path(ofFirst: MNIST.paths(of: name))
    let stored = try FileBytes.read(path, limit: 2 * size)
    let bytes =
      path.hasSuffix(".gz") ? try GzipFile.unpack(stored, limit: size, path: path) : stored
    var header: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
    for dimension in dimensions {
      header += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: dimension >> $0) }
    }
    guard bytes.starts(with: header) else {
      throw DataSetError.damaged(
        path: path,
        reason:
          "it does not begin as \(dimensions.map(String.init).joined(separator: "x")) bytes of IDX")
    }
    guard bytes.count == size else {
      throw DataSetError.damaged(
        path: path, reason: "it has \(bytes.count) bytes where \(size) are due")
    }
    return bytes[headerSize...]
  }
}
