/// Something that holds if a data set's files are what they should be.
package protocol ContentCheck: Sendable {
  /// The file or folder that is looked at, in the data folder.
  var relativePath: String { get }

  /// Looks at it.
  ///
  /// - Returns: what was found good, in a few words.
  /// - Throws: ``ImageFileError`` or ``DataSetError`` if it is absent or not what it should be.
  func verify(in folder: DataFolder) throws -> String
}
