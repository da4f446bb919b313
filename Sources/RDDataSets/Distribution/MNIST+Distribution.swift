extension MNIST {
  /// The four files, which mirrors have packed anew: their contents are checked.
  static let distribution: DataSetDistribution = {
    let files = FileChecksum.published(in: folder)
    return DataSetDistribution(
      name: "mnist",
      downloads: files.map { place, _ in
        DataSetDistribution.Download(
          address: "https://ossci-datasets.s3.amazonaws.com/\(place).gz",
          place: .file("\(place).gz"), checksum: nil, byteLimit: 1 << 24)
      },
      checks: files.map { place, checksum in
        FileChecksum(
          place: "\(place).gz", checksum: checksum, isOfContents: true, byteLimit: 1 << 26)
      })
  }()
}
