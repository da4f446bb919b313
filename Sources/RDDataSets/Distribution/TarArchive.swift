/// Archives of files as `tar` writes them.
///
/// > Source: [posix2024], pax, ustar interchange format; names of GNU tar that are longer than 100 bytes.
enum TarArchive {
  struct Member {
    let name: String

    /// The range of its bytes in the archive.
    let range: Range<Int>
  }

  /// The files of an archive, without folders and links.
  static func members(_ bytes: [UInt8], path: String) throws(DataSetError) -> [Member] {
    var members: [Member] = []
    var position = 0
    var longName: String?
    while position + 512 <= bytes.count {
      let header = bytes[position..<(position + 512)]
      if header.allSatisfy({ $0 == 0 }) { break }
      guard let size = octal(field(header, 124, 12)),
        let checksum = octal(field(header, 148, 8)), checksum == sum(header)
      else { throw .damaged(path: path, reason: "a header of the archive is damaged") }
      let start = position + 512
      guard size <= bytes.count - start else {
        throw .damaged(path: path, reason: "the archive ends within a file")
      }
      let kind = header[position + 156]
      if kind == UInt8(ascii: "L") {
        longName = text(bytes[start..<(start + size)])
      } else {
        if kind == UInt8(ascii: "0") || kind == 0 {
          let prefix = text(field(header, 345, 155))
          let isStandard = text(field(header, 257, 5)) == "ustar"
          let name = text(field(header, 0, 100))
          members.append(
            Member(
              name: longName ?? (isStandard && !prefix.isEmpty ? prefix + "/" + name : name),
              range: start..<(start + size)))
        }
        longName = nil
      }
      position = start + (size + 511) / 512 * 512
    }
    return members
  }

  private static func field(
    _ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int
  ) -> ArraySlice<UInt8> {
    header[(header.startIndex + offset)..<(header.startIndex + offset + length)]
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = text(bytes).filter { $0 != " " }
    return digits.count <= 12 ? Int(digits, radix: 8).flatMap { $0 >= 0 ? $0 : nil } : nil
  }

  /// The sum of a header's bytes, those of the checksum itself counted as spaces.
  private static func sum(_ header: ArraySlice<UInt8>) -> Int {
    header.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
  }
}
