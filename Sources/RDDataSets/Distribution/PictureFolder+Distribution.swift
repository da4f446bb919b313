extension PictureFolder {
  static let kodakDistribution: DataSetDistribution = {
    let checks = checksums(in: "kodak")
    return DataSetDistribution(
      name: "kodak",
      downloads: checks.map { check in
        DataSetDistribution.Download(
          address:
            "https://r0k.us/graphics/\(check.relativePath.replacing("kodak/", with: "kodak/kodak/"))",
          destination: .file(check.relativePath), checksum: check.checksum, byteLimit: 1 << 21)
      }, checks: checks)
  }()

  /// The photographs of the archive's folders train and val; the checksum of the archive itself is not known here.
  static let bsds500Distribution = DataSetDistribution(
    name: "bsds500",
    downloads: [
      DataSetDistribution.Download(
        address:
          "https://www2.eecs.berkeley.edu/Research/Projects/CS/vision/grouping/BSR/BSR_bsds500.tgz",
        destination: .archive(
          below: "BSR/BSDS500/data/images", in: "bsds500", unpackedLimit: 1 << 28), checksum: nil,
        byteLimit: 1 << 27)
    ], checks: checksums(in: "bsds500"))

  private static func checksums(in folder: String) -> [FileChecksum] {
    FileChecksum.published(in: folder).map { relativePath, checksum in
      FileChecksum(relativePath: relativePath, checksum: checksum, byteLimit: 1 << 22)
    }
  }
}
