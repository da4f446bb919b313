extension PictureFolder {
  /// The photographs one by one.
  static let kodakDistribution: DataSetDistribution = {
    let checks = checksums(kodakChecksums)
    return DataSetDistribution(
      name: "kodak",
      downloads: checks.map { check in
        DataSetDistribution.Download(
          address:
            "https://r0k.us/graphics/\(check.place.replacing("kodak/", with: "kodak/kodak/"))",
          place: .file(check.place), checksum: check.checksum, byteLimit: 1 << 21)
      }, checks: checks)
  }()

  /// The photographs of the archive's folders train and val; the checksum of the archive itself is not known here.
  static let bsds500Distribution = DataSetDistribution(
    name: "bsds500",
    downloads: [
      DataSetDistribution.Download(
        address:
          "https://www2.eecs.berkeley.edu/Research/Projects/CS/vision/grouping/BSR/BSR_bsds500.tgz",
        place: .archive(
          below: "BSR/BSDS500/data/images", in: "bsds500", unpackedLimit: 1 << 28), checksum: nil,
        byteLimit: 1 << 27)
    ], checks: checksums(bsds500Checksums))

  /// The checks of lines as `sha256sum` prints them.
  private static func checksums(_ lines: String) -> [FileChecksum] {
    lines.split(separator: "\n").map { line in
      let parts = line.split(separator: " ")
      return FileChecksum(
        place: String(parts[1]), checksum: String(parts[0]), byteLimit: 1 << 22)
    }
  }
}
