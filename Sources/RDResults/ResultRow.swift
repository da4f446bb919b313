/// One row of a table of results, whose fields are read by the names of their columns.
public struct ResultRow: Sendable {
  let table: ResultTable
  let index: Int

  /// The text of a field; empty where it does not apply.
  ///
  /// - Complexity: O(number of columns).
  public func text(_ column: String) throws(CSVError) -> String {
    guard let position = table.document.index(of: column) else {
      throw .missingColumn(
        origin: table.origin, column: column, known: table.document.columns)
    }
    return table.document.rows[index][position]
  }

  /// The text of a field, or `nil` where it does not apply.
  public func optionalText(_ column: String) throws(CSVError) -> String? {
    let text = try text(column)
    return text.isEmpty ? nil : text
  }

  /// The number in a field, or `nil` where it does not apply.
  ///
  /// - Returns: any number but NaN; infinities are written `inf` and `-inf`.
  /// - Throws: ``CSVError/missingColumn(origin:column:known:)``;
  ///   ``CSVError/notANumber(origin:row:column:text:)``.
  public func optionalNumber(_ column: String) throws(CSVError) -> Double? {
    guard let text = try optionalText(column) else { return nil }
    guard let number = Double(text), !number.isNaN else { throw notANumber(column, text) }
    return number
  }

  /// The number in a field that must have one.
  ///
  /// - Throws: as ``optionalNumber(_:)``, also for an empty field.
  public func number(_ column: String) throws(CSVError) -> Double {
    guard let number = try optionalNumber(column) else { throw notANumber(column, "") }
    return number
  }

  /// The integer in a field, or `nil` where it does not apply.
  ///
  /// - Throws: ``CSVError/missingColumn(origin:column:known:)``;
  ///   ``CSVError/notANumber(origin:row:column:text:)``.
  public func optionalInteger(_ column: String) throws(CSVError) -> Int? {
    guard let text = try optionalText(column) else { return nil }
    guard let number = Int(text) else { throw notANumber(column, text) }
    return number
  }

  /// The integer in a field that must have one.
  ///
  /// - Throws: as ``optionalInteger(_:)``, also for an empty field.
  public func integer(_ column: String) throws(CSVError) -> Int {
    guard let number = try optionalInteger(column) else { throw notANumber(column, "") }
    return number
  }

  private func notANumber(_ column: String, _ text: String) -> CSVError {
    .notANumber(origin: table.origin, row: index + 1, column: column, text: text)
  }
}
