import RDResults

extension ResultSet {
  /// The rows of a table that a run may have been asked not to make; none where it is not there.
  package func rows(ifAny file: String) -> [ResultRow] {
    (try? table(file))?.rows ?? []
  }
}
