/// How an array is cut along its slowest dimension into chunks, which are coded by themselves.
package struct ArrayChunks: Sendable, Equatable {
  /// The extents of the array in the order of memory; none is negative.
  package let shape: [Int]

  /// The rows of a chunk, indices of the first of these dimensions; 0 for all of them.
  package let rows: Int

  /// The most numbers of a chunk of several rows.
  package static let limit = 1 << 22

  package init(shape: [Int], rows: Int) {
    self.shape = shape
    self.rows = rows
  }

  /// An array of up to `limit` numbers as one chunk, unless rows are wanted; other chunks have as many rows as the limit lets.
  package init(shape: [Int], wantedRows: Int? = nil) {
    let most = max(1, Self.limit / max(1, shape.dropFirst().reduce(1, *)))
    let count = shape.reduce(1, *)
    let rows = min(wantedRows ?? (count <= Self.limit ? 0 : most), most)
    self.init(shape: shape, rows: count == 0 ? 0 : rows)
  }

  private var rowCount: Int { shape.first ?? 1 }
  private var isWhole: Bool { rows == 0 || rowCount <= rows }
  package var count: Int { isWhole ? 1 : (rowCount + rows - 1) / rows }

  /// The rows of a chunk.
  package func rows(at index: Int) -> Range<Int> {
    isWhole ? 0..<rowCount : index * rows..<min(rowCount, (index + 1) * rows)
  }

  /// The chunks that have any of some rows.
  package func chunks(of range: Range<Int>) -> Range<Int> {
    if isWhole { return 0..<1 }
    return range.isEmpty ? 0..<0 : range.lowerBound / rows..<(range.upperBound - 1) / rows + 1
  }

  /// The numbers of a row.
  package var rowLength: Int { shape.dropFirst().reduce(1, *) }

  /// The positions of the numbers of a chunk.
  package func numbers(at index: Int) -> Range<Int> {
    let rows = rows(at: index)
    return rows.lowerBound * rowLength..<rows.upperBound * rowLength
  }

  /// The extents of a chunk.
  package func shape(at index: Int) -> [Int] {
    isWhole ? shape : [rows(at: index).count] + shape.dropFirst()
  }
}
