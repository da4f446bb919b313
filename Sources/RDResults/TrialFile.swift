import Foundation

/// A file that a trial produces besides its tables, such as a trained model.
package struct TrialFile: Sendable, Equatable, Codable {
  /// Its path in the folder of results, as in `models/lambda-80.rdm`.
  package let path: String
  private let data: Data

  /// A file.
  ///
  /// - Precondition: the path stays in the folder.
  package init(path: String, bytes: [UInt8]) {
    precondition(!path.hasPrefix("/") && !path.split(separator: "/").contains(".."))
    self.path = path
    data = Data(bytes)
  }

  package var bytes: [UInt8] { [UInt8](data) }
}
