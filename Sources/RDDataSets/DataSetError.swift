import RDCore
import RDImages

/// A data set that cannot be used or fetched.
package enum DataSetError: DiagnosedError, Equatable {
  case absent(name: String, path: String)
  /// A folder of pictures has none.
  case empty(path: String)
  case damaged(path: String, reason: String)
  case tooFew(descriptor: String, wanted: Int, found: Int)
  /// A block is required, but the images differ in shape, or one does not have 8 bits per sample.
  case notUniform(descriptor: String, first: String, other: String)
  /// The server cannot be reached, or the connection broke; the partial file is kept.
  case connection(address: String, reason: String)
  /// The server does not answer with the file.
  case status(address: String, code: Int)
  /// The reply is shorter than announced; the partial file is kept.
  case truncated(address: String, found: Int, expected: Int)
  case tooLong(address: String, limit: Int)
  case checksum(address: String, found: String, expected: String)
  case cannotWrite(path: String, reason: String)
  /// A data set that is synthetic or in a folder of the user's.
  case nothingToFetch(name: String, known: [String])
  /// An insecure redirection from HTTPS, or an address of another scheme.
  case insecure(address: String)

  package var failureClass: FailureClass {
    switch self {
    case .absent, .empty, .connection, .status, .truncated: .missing
    case .damaged, .tooLong, .checksum: .badData
    case .tooFew, .notUniform, .nothingToFetch, .insecure: .wrongUse
    case .cannotWrite: .cannotCreate
    }
  }

  package var description: String {
    switch self {
    case .absent(let name, let path):
      "The data set '\(name)' is not there: no '\(path)'. Run 'rdtool data fetch \(name)', or set RDTOOL_DATA to the folder that has it."
    case .empty(let path):
      "The folder '\(path)' has no pictures. Give one with files of \(ImageFileFormatCatalogue.all.names.joined(separator: ", "))."
    case .damaged(let path, let reason):
      "The file '\(path)' is damaged: \(reason). Remove it and get it again."
    case .tooFew(let descriptor, let wanted, let found):
      "'\(descriptor)' asks for \(wanted) images, but there are only \(found)."
    case .notUniform(let descriptor, let first, let other):
      "The images of '\(descriptor)' differ: one is \(first), another \(other). Give images of one shape with 8 bits per sample."
    case .connection(let address, let reason):
      "\(address) cannot be fetched: \(reason). Run the command again to resume where it stopped, or name another server with --mirror."
    case .status(let address, let code):
      "\(address) cannot be fetched: the server answers \(code). Name another server with --mirror, or put the files into the data folder yourself."
    case .truncated(let address, let found, let expected):
      "\(address) was cut off after \(found) of \(expected) bytes. Run the command again to resume from there."
    case .tooLong(let address, let limit):
      "\(address) sends more than the \(limit) bytes that the file may have, so it is another file. Name another server with --mirror."
    case .checksum(let address, let found, let expected):
      "\(address) has the SHA-256 \(found), but \(expected) is due, so it is damaged or another file; it was not kept. Try again, or name another server with --mirror."
    case .cannotWrite(let path, let reason):
      "'\(path)' cannot be written: \(reason). Set RDTOOL_DATA to a folder with free space."
    case .nothingToFetch(let name, let known):
      "The data set '\(name)' has nothing to fetch. Known: \(known.joined(separator: ", "))."
    case .insecure(let address):
      "\(address) is not an address of HTTPS. Give one that begins with https://."
    }
  }
}
