internal import Foundation
public import RDResults

/// Everything that can be shown of one folder of results: the pictures and tables that suit them.
public struct Report: Sendable {
  /// The results.
  public let results: ResultSet

  /// The pictures, in the order of ``FigureCatalogue``.
  public let pictures: [Picture]

  /// The tables with their names, in the order of ``TableCatalogue``.
  public let tables: [(name: String, table: PresentedTable)]

  /// Lays out all that suits these results.
  ///
  /// - Throws: an error of the reading of a table: one that is missing or damaged.
  public init(of results: ResultSet) throws {
    self.results = results
    pictures = try zip(FigureCatalogue.all.names, FigureCatalogue.all.entries).compactMap {
      name, figure in
      try figure.suits(results) ? try figure.picture(named: name, of: results) : nil
    }
    tables = try zip(TableCatalogue.all.names, TableCatalogue.all.entries).compactMap {
      name, table in
      guard try table.suits(results) else { return nil }
      let presented = try table.table(of: results)
      if let key = presented.repeatedKey {
        throw ReportError.repeatedRow(results: results.path, table: name, row: key)
      }
      return (name, presented)
    }
  }

  /// Writes data, scripts, pictures and tables to a folder.
  ///
  /// - Parameters:
  ///   - folder: made where it is missing.
  ///   - gnuplot: draws the pictures; without it there are scripts and data only.
  /// - Returns: the names of the files, in the order of writing.
  /// - Throws: `OutputError`; ``ReportError/gnuplotFailed(figure:reason:)``, after data and script were written.
  public func write(to folder: String, gnuplot: Gnuplot?) throws -> [String] {
    try AtomicFile.createFolder(folder)
    var written: [String] = []
    func write(_ bytes: some Sequence<UInt8>, as file: String) throws {
      try AtomicFile.write(bytes, to: "\(folder)/\(file)")
      written.append(file)
    }
    for picture in pictures {
      try write(picture.data.text.utf8, as: "\(picture.name).csv")
      try write(picture.script.utf8, as: "\(picture.name).gp")
      for drawing in try gnuplot?.draw(picture) ?? [] {
        try write(drawing.bytes, as: drawing.file)
      }
    }
    for (name, table) in tables {
      try write(table.document.text.utf8, as: "\(name).csv")
      try write(table.markdown.utf8, as: "\(name).md")
      try write(table.latex.utf8, as: "\(name).tex")
    }
    return written
  }

  /// Draws one of the pictures to a file.
  ///
  /// - Parameters:
  ///   - name: its name in ``FigureCatalogue``; nothing is drawn if the figure does not suit the results.
  ///   - path: a file that ends with one of ``Picture/fileSuffixes``.
  ///   - gnuplot: draws it.
  /// - Throws: `OutputError`; ``ReportError/gnuplotFailed(figure:reason:)``.
  public func writePicture(named name: String, to path: String, gnuplot: Gnuplot) throws {
    let suffix = (path as NSString).pathExtension
    for picture in pictures where picture.name == name {
      for drawing in try gnuplot.draw(picture) where drawing.file.hasSuffix(".\(suffix)") {
        try AtomicFile.write(drawing.bytes, to: path)
      }
    }
  }

  /// Writes what a paper includes: `NAME/FIGURE.pdf` and `NAME/TABLE.tex` for each of the reports, `NAME` being that of its
  /// results, `origins.tex` with the commit of each, `numbers.tex`, and `claims.tex` if there are claims.
  ///
  /// - Returns: the names of the files, in the order of writing.
  /// - Throws: `OutputError`; ``ReportError``.
  public static func writePaper(
    _ reports: [Report], claims: PublishedClaims? = nil, to folder: String, gnuplot: Gnuplot
  ) throws -> [String] {
    var written: [String] = []
    var numbers = PaperNumbers()
    func write(_ bytes: some Sequence<UInt8>, as file: String) throws {
      try AtomicFile.write(bytes, to: "\(folder)/\(file)")
      written.append(file)
    }
    for report in reports {
      let name = report.results.name
      try AtomicFile.createFolder("\(folder)/\(name)")
      for picture in report.pictures {
        for drawing in try gnuplot.draw(picture) where drawing.file.hasSuffix(".pdf") {
          try write(drawing.bytes, as: "\(name)/\(drawing.file)")
        }
      }
      for (tableName, table) in report.tables {
        try write(table.latex.utf8, as: "\(name)/\(tableName).tex")
        numbers.append(table, at: "\(name)/\(tableName)")
      }
    }
    let origins = origins(of: reports)
    try write(origins.latex.utf8, as: "origins.tex")
    numbers.append(origins, at: "origins")
    if let claims {
      let table = claims.compared(with: reports)
      try write(table.latex.utf8, as: "claims.tex")
      numbers.append(table, at: "claims")
    }
    try write(numbers.text.utf8, as: "numbers.tex")
    return written
  }
}
