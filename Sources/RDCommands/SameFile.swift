import Foundation
import RDCore

/// An output that would take the place of an input.
package struct SameFile: DiagnosedError, Equatable {
  /// The path of the input.
  package let input: String

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    "--output: that is the file '\(input)' itself, which would be lost. Name another."
  }

  /// Refuses an output that is one of the inputs, under whatever name; devices and pipes can be both.
  ///
  /// - Throws: ``SameFile``.
  package static func refuse(_ output: String, among inputs: [String]) throws(SameFile) {
    guard let target = identity(output) else { return }
    for input in inputs where identity(input).map({ $0 == target }) ?? false {
      throw SameFile(input: input)
    }
  }

  /// What tells a file from all others of the machine; `nil` for what is no file, or not there.
  private static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }
}
