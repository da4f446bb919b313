/// An array in a file.
package struct StoredArray: Sendable {
  /// Its name in a file of several; empty in a file of one.
  package let name: String

  /// Finds its numbers: in a compressed file, in memory.
  ///
  /// - Throws: ``SampleFileError``.
  package let numbers: @Sendable () throws -> StoredNumbers

  package init(name: String, numbers: @escaping @Sendable () throws -> StoredNumbers) {
    self.name = name
    self.numbers = numbers
  }
}
