extension MNIST {
  /// The four files, which mirrors have recompressed: their contents are checked.
  static let distribution: DataSetDistribution = {
    let files = FileChecksum.published(in: folder)
    return DataSetDistribution(
      name: "mnist",
      downloads: files.map { relativePath, _ in
        DataSetDistribution.Download(
          address: "https://ossci-datasets.s3.amazonaws.com/\(relativePath).gz",
          destination: .file("\(relativePath).gz"), checksum: nil, byteLimit: 1 << 24)
      },
      checks: files.map { relativePath, checksum in
        FileChecksum(
          paths: paths(of: String(relativePath.dropFirst(folder.count + 1))), checksum: checksum,
          byteLimit: 1 << 26)
      })
  }()
}
