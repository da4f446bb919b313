internal import Foundation

/// A file that a trial gives besides its tables, such as a trained model.
public struct TrialFile: Sendable, Equatable, Codable {
  /// Its path in the folder of results, as in `models/lambda-80.rdm`.
  public let path: String

  private let data: Data

  /// A file.
  ///
  /// - Precondition: the path stays in the folder.
  public init(path: String, bytes: [UInt8]) {
    precondition(!path.hasPrefix("/") && !path.split(separator: "/").contains(".."))
    self.path = path
    data = Data(bytes)
  }

  /// What it holds.
  public var bytes: [UInt8] { [UInt8](data) }
}
