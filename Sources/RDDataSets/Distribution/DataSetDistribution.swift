/// The downloads of a data set and the checks of its files.
package struct DataSetDistribution: Sendable {
  package let name: String

  /// The downloads, in order.
  package let downloads: [Download]

  /// The checks of the data folder after the downloads.
  package let checks: [any ContentCheck]

  package init(name: String, downloads: [Download], checks: [any ContentCheck]) {
    self.name = name
    self.downloads = downloads
    self.checks = checks
  }

  package struct Download: Sendable {
    /// The HTTPS address.
    package let address: String

    /// The destination in the data folder, of the file or of an archive's members.
    package let destination: Destination

    /// The SHA-256 of the file as sent, in hexadecimal; `nil` if its compression may vary, and only the contents
    /// are checked.
    package let checksum: String?

    /// The maximum size in bytes.
    package let byteLimit: Int

    package init(address: String, destination: Destination, checksum: String?, byteLimit: Int) {
      self.address = address
      self.destination = destination
      self.checksum = checksum
      self.byteLimit = byteLimit
    }

    /// The last part of the address, which mirrors share.
    package var fileName: String {
      address.split(separator: "/").last.map(String.init) ?? address
    }
  }

  /// The destination of a download.
  package enum Destination: Sendable, Equatable {
    /// The file itself, at a path in the data folder.
    case file(String)

    /// The files below a folder of a `.tar.gz` archive, in a folder of the data folder.
    case archive(below: String, in: String, unpackedLimit: Int)
  }
}
