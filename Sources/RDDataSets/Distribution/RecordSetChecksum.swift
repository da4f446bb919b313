import RDFiles

/// The check that files together hold a set of records, in any order.
///
/// The checksum is the SHA-256 of the sorted SHA-256s of the records: there are copies of CIFAR-10 with the images of each
/// split in another order than in the original archive.
struct RecordSetChecksum: ContentCheck {
  package let relativePath: String

  /// The names of the files in the folder `relativePath`, without their suffix.
  let files: [String]

  /// 64 hexadecimal digits.
  let checksum: String

  func verify(in folder: DataFolder) throws -> String {
    var digests: [[UInt8]] = []
    var isOriginal = true
    let originals = FileChecksum.published(in: relativePath)
    for file in files {
      let bytes = try CIFAR10.records(of: file, in: folder)
      let hash = ContentHash(of: bytes).description
      isOriginal = isOriginal && originals.contains { $0 == ("\(relativePath)/\(file).bin", hash) }
      for start in stride(from: 0, to: bytes.count, by: CIFAR10.recordSize) {
        digests.append(ContentHash(of: bytes[start..<(start + CIFAR10.recordSize)]).bytes)
      }
    }
    digests.sort { $0.lexicographicallyPrecedes($1) }
    let found = ContentHash(of: digests.flatMap { $0 }).description
    guard found == checksum else {
      throw DataSetError.damaged(
        path: folder.path(of: "\(relativePath)/\(files.joined(separator: ","))"),
        reason: "its images or labels are not those of the data set")
    }
    let order = isOriginal ? "in the original order" : "in another order than the original's"
    return "\(digests.count) images with their labels, \(order)"
  }
}
