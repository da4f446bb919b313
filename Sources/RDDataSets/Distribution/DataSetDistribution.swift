/// Where the files of a data set come from, and how damaged ones are found.
package struct DataSetDistribution: Sendable {
  package let name: String

  /// What is fetched, in order.
  package let downloads: [Download]

  /// What must be in the data folder then.
  package let checks: [any ContentCheck]

  package init(name: String, downloads: [Download], checks: [any ContentCheck]) {
    self.name = name
    self.downloads = downloads
    self.checks = checks
  }

  package struct Download: Sendable {
    /// Where it is, over HTTPS.
    package let address: String

    /// Where the file goes in the data folder, or of an archive's members.
    package let destination: Destination

    /// The SHA-256 of the file as it is sent, in hexadecimal; `nil` where it may be packed in several ways, and only what is
    /// checked afterwards counts.
    package let checksum: String?

    /// The most bytes that it may have.
    package let byteLimit: Int

    package init(address: String, destination: Destination, checksum: String?, byteLimit: Int) {
      self.address = address
      self.destination = destination
      self.checksum = checksum
      self.byteLimit = byteLimit
    }

    /// The last part of the address, by which a mirror has it too.
    package var fileName: String {
      address.split(separator: "/").last.map(String.init) ?? address
    }
  }

  /// What becomes of a file that was fetched.
  package enum Destination: Sendable, Equatable {
    /// It is kept, at a path in the data folder.
    case file(String)

    /// It is a `.tar.gz` archive, of which the files below a folder are kept in a folder of the data folder.
    case archive(below: String, in: String, unpackedLimit: Int)
  }
}
