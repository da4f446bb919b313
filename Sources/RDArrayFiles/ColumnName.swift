/// The name of a column, or its number from 1 where no column has that name.
enum ColumnName {
  /// The index from 0 of a column.
  ///
  /// - Parameters:
  ///   - wanted: its name or number; `nil` for the only one.
  ///   - header: the names of all columns, if the file has them.
  ///   - first: the first row of fields, which stands for the names in a message.
  ///   - path: the file.
  /// - Returns: the index.
  /// - Throws: ``SampleFileError`` for none, or several.
  static func index(
    of wanted: String?, header: [String]?, first: [String], path: String
  ) throws(SampleFileError) -> Int {
    let names = header ?? first
    guard let wanted else {
      guard names.count == 1 else {
        throw .columnNotChosen(path: path, count: names.count, known: names)
      }
      return 0
    }
    let number = Int(wanted).flatMap { 1...names.count ~= $0 ? $0 : nil }
    let named = (header ?? []).indices.filter { header?[$0] == wanted }
    // A name goes before a number.
    let indices = named.isEmpty ? number.map { [$0 - 1] } ?? [] : named
    guard let index = indices.first else {
      throw header == nil && Int(wanted) == nil
        ? .columnWithoutHeader(path: path, column: wanted, count: names.count)
        : .columnMissing(path: path, column: wanted, count: names.count, known: names)
    }
    guard indices.count == 1 else {
      throw .columnAmbiguous(path: path, column: wanted, numbers: indices.map { $0 + 1 })
    }
    return index
  }
}
