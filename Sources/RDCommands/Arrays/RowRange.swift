import RDArrayFiles
import RDStreams

/// A range of the slowest dimension of an array, `FIRST:END`: from 0, without the end; what is left out is the first or the last.
package struct RowRange: Sendable, Equatable {
  private let first: Int
  private let end: Int?

  /// Reads `FIRST:END`; `nil` for any other text, or an end before the first.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].isEmpty ? 0 : Int(parts[0]), first >= 0 else {
      return nil
    }
    let end = Int(parts[1])
    guard end != nil || parts[1].isEmpty, end ?? first >= first else { return nil }
    (self.first, self.end) = (first, end)
  }

  /// The rows of an array.
  ///
  /// - Throws: `StreamError.noSuchRows(wanted:count:)`.
  func range(of form: ArrayForm) throws(StreamError) -> Range<Int> {
    let count = form.memoryShape.first ?? 0
    guard first <= count, end ?? count <= count, !form.shape.isEmpty else {
      throw .noSuchRows(wanted: "\(first):\(end ?? count)", count: count)
    }
    return first..<(end ?? count)
  }
}
