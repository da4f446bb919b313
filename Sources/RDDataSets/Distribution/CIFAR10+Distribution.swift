extension CIFAR10 {
  /// The archive of the binary version; its images are checked in whatever order they are.
  static let distribution = DataSetDistribution(
    name: "cifar10",
    downloads: [
      DataSetDistribution.Download(
        address: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
        destination: .archive(below: folder, in: folder, unpackedLimit: 200_000_000),
        checksum: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        byteLimit: 170_052_171)
    ],
    checks: [
      RecordSetChecksum(
        relativePath: folder, files: files(of: "train"),
        checksum: "55a61f79a40ece2ceda9fb5f9f7078f6ea2fc4952489cef56682bcf92cfcc260"),
      RecordSetChecksum(
        relativePath: folder, files: files(of: "test"),
        checksum: "325704b01eb92e1e2a6215ae6a916bb7db7de054af0c496be1c7be2e0fcfbf5f"),
    ])
}
