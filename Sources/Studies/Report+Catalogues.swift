import RDReport
import RDResults

extension Report {
  /// Arranges all figures and tables for these results.
  package init(of results: ResultSet) throws {
    try self.init(
      of: results, figures: FigureCatalogue.all, tables: TableCatalogue.all,
      isQuickRun: results.isQuickRun)
  }
}
