/// A check of a data set's files.
package protocol ContentCheck: Sendable {
  /// The checked file or folder, relative to the data folder.
  var relativePath: String { get }

  /// Runs the check.
  ///
  /// - Returns: a short description of the passed check.
  /// - Throws: ``ImageFileError`` or ``DataSetError`` if it is absent or fails the check.
  func verify(in folder: DataFolder) throws -> String
}
