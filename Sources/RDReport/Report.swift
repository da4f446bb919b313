import Foundation
import RDCore
import RDFiles
import RDResults

/// The report of one folder of results: its pictures and tables.
package struct Report: Sendable {
  /// The results.
  package let results: ResultSet

  /// The pictures, in the order of their catalogue.
  package let pictures: [Picture]

  /// The tables with their names, in the order of their catalogue.
  package let tables: [(name: String, table: PresentedTable)]

  /// Whether the results are insufficient for verdicts on published statements.
  let isQuickRun: Bool

  /// What each of the pictures and tables shows, by name.
  let captions: [String: String]

  /// Lays out all that suits these results.
  ///
  /// - Parameters:
  ///   - results: what is shown.
  ///   - figures: the figures that there are, by name.
  ///   - tables: the tables that there are, by name.
  ///   - isQuickRun: whether the results are insufficient for verdicts on published statements.
  /// - Throws: an error of the reading of a table: one that is missing or damaged.
  package init(
    of results: ResultSet, figures: Catalogue<Figure>, tables: Catalogue<TableOfResults>,
    isQuickRun: Bool
  ) throws {
    self.results = results
    self.isQuickRun = isQuickRun
    var captions: [String: String] = [:]
    pictures = try zip(figures.names, figures.entries).compactMap { name, figure in
      captions[name] = figure.caption
      return try figure.picture(named: name, of: results)
    }
    self.tables = try zip(tables.names, tables.entries).compactMap { name, table in
      guard let presented = try table.table(of: results) else { return nil }
      if let key = presented.repeatedKey {
        throw ReportError.repeatedRow(results: results.path, table: name, row: key)
      }
      captions[name] = table.caption
      return (name, presented)
    }
    self.captions = captions
  }

  /// Writes data, scripts, pictures and tables to a folder.
  ///
  /// - Parameters:
  ///   - folder: made where it is missing.
  ///   - gnuplot: draws the pictures; without it there are scripts and data only.
  /// - Returns: the names of the files, in the order of writing.
  /// - Throws: `OutputError`; ``ReportError/gnuplotFailed(figure:reason:)``, after data and script were written.
  package func write(to folder: String, gnuplot: Gnuplot?) throws -> [String] {
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
  ///   - name: its name; nothing is drawn if the figure does not suit the results.
  ///   - path: a file that ends with one of ``Picture/fileSuffixes``.
  ///   - gnuplot: draws it.
  /// - Throws: `OutputError`; ``ReportError/gnuplotFailed(figure:reason:)``.
  package func writePicture(named name: String, to path: String, gnuplot: Gnuplot) throws {
    for picture in pictures where picture.name == name {
      try gnuplot.draw(picture, to: path)
    }
  }

  /// Writes what a paper includes: `NAME/FIGURE.pdf` and `NAME/TABLE.tex` for each of the reports, `NAME` being that of its
  /// results, `origins.tex` with the commit of each, `numbers.tex`, and `claims.tex` with `claims.pdf` if there are claims.
  ///
  /// - Returns: the names of the files, in the order of writing.
  /// - Throws: `OutputError`; ``ReportError``.
  package static func writePaper(
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
      let drawings = try claims.picture(with: reports).map(gnuplot.draw) ?? []
      for drawing in drawings where drawing.file.hasSuffix(".pdf") {
        try write(drawing.bytes, as: drawing.file)
      }
      let table = claims.compared(with: reports)
      try write(table.latex.utf8, as: "claims.tex")
      numbers.append(table, at: "claims")
    }
    try write(numbers.text.utf8, as: "numbers.tex")
    return written
  }
}
