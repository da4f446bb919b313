extension CIFAR10 {
  /// The archive of the binary version; its images are checked in whatever order they are.
  static let distribution = DataSetDistribution(
    name: "cifar10",
    downloads: [
      DataSetDistribution.Download(
        address: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
        place: .archive(below: folder, in: folder, unpackedLimit: 200_000_000),
        checksum: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        byteLimit: 170_052_171)
    ],
    checks: [
      RecordSetChecksum(
        place: folder, files: files(of: "train"),
        checksum: "55a61f79a40ece2ceda9fb5f9f7078f6ea2fc4952489cef56682bcf92cfcc260",
        originalChecksums: [
          "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
          "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
          "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
          "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
          "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
        ]),
      RecordSetChecksum(
        place: folder, files: files(of: "test"),
        checksum: "325704b01eb92e1e2a6215ae6a916bb7db7de054af0c496be1c7be2e0fcfbf5f",
        originalChecksums: ["8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"]),
    ])
}
