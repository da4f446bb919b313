import RDReport
import RDResults

extension Report {
  /// Lays out all figures and tables of all studies that suit these results.
  package init(of results: ResultSet) throws {
    try self.init(
      of: results, figures: FigureCatalogue.all, tables: TableCatalogue.all,
      isQuickRun: results.isQuickRun)
  }
}
