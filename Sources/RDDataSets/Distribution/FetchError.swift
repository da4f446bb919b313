import RDCore

/// A data set that could not be fetched.
package enum FetchError: DiagnosedError, Equatable {
  /// The server cannot be reached, or the connection broke; what has come is kept.
  case connection(address: String, reason: String)

  /// The server answers with something else than the file.
  case status(address: String, code: Int)

  /// The reply has fewer bytes than it said; what has come is kept.
  case truncated(address: String, found: Int, expected: Int)

  /// The reply has more bytes than the file may have.
  case tooLong(address: String, limit: Int)

  /// The file is not the one that it should be.
  case checksum(address: String, found: String, expected: String)

  /// A file or folder cannot be written.
  case cannotWrite(path: String, reason: String)

  /// A data set that is drawn or lies in a folder of the user's.
  case nothingToFetch(name: String, known: [String])

  /// An address that leads from HTTPS to a connection that is not secure, or that is none.
  case insecure(address: String)

  /// What is fetched is missing otherwise; wrong files are bad data.
  package var failureClass: FailureClass {
    switch self {
    case .connection, .status, .truncated: .missing
    case .tooLong, .checksum: .badData
    case .cannotWrite: .cannotCreate
    case .nothingToFetch, .insecure: .wrongUse
    }
  }

  /// The message.
  package var description: String {
    switch self {
    case .connection(let address, let reason):
      "\(address) cannot be fetched: \(reason). Run the command again to go on where it stopped, or name another server with --mirror."
    case .status(let address, let code):
      "\(address) cannot be fetched: the server answers \(code). Name another server with --mirror, or put the files into the data folder yourself."
    case .truncated(let address, let found, let expected):
      "\(address) was cut off after \(found) of \(expected) bytes. Run the command again to go on from there."
    case .tooLong(let address, let limit):
      "\(address) sends more than the \(limit) bytes that the file may have, so it is another file. Name another server with --mirror."
    case .checksum(let address, let found, let expected):
      "\(address) has the SHA-256 \(found), but \(expected) is due, so it is damaged or another file; it was not kept. Try again, or name another server with --mirror."
    case .cannotWrite(let path, let reason):
      "'\(path)' cannot be written: \(reason). Set RDTOOL_DATA to a folder with room."
    case .nothingToFetch(let name, let known):
      "The data set '\(name)' has nothing to fetch. Known: \(known.joined(separator: ", "))."
    case .insecure(let address):
      "\(address) is no address of HTTPS. Give one that begins with https://."
    }
  }
}
