import RDResults

/// A picture's source: the data it shows and the gnuplot commands that draw them.
///
/// The two make files that stand alone: `NAME.csv` and `NAME.gp`, whose script needs nothing but the data beside it.
package struct Picture: Sendable, Equatable {
  /// The name of the files, without a suffix.
  package let name: String

  /// The width on paper, in millimetres.
  package let widthMillimetres: Double

  /// The height on paper, in millimetres.
  package let heightMillimetres: Double

  /// The plotted data, one row a point; the column `series` says which curve or set of marks it belongs to.
  package let data: CSVDocument

  /// The commands that draw one picture, without those that choose the terminal and the file.
  ///
  /// They may use `data`, the name of the file with the data; `mark`, the size of a mark; `small`, the font of tick labels and keys;
  /// `raise` and `nudge`, how far axis titles move towards their axes, and `pitch`, the lines of a key, to stand alike in every format; `thin`, `medium` and `thick`,
  /// widths of lines; `pick(series, column)`, the column's number in rows of that series and NaN in others;
  /// `halfwidth(column)`, which is 0 where the column is empty; and the colours of `GnuplotPalette`.
  package let commands: String

  /// The endings of the files in which a picture is drawn.
  package static let fileSuffixes = ["svg", "pdf", "png"]

  /// The width of a column of a two-column page, in millimetres.
  package static let columnWidthMillimetres = 85.0

  /// A picture of a column's width.
  ///
  /// - Precondition: the data have a column `series`.
  package init(name: String, heightMillimetres: Double, data: CSVDocument, commands: String) {
    precondition(data.index(of: "series") != nil, "a picture's data say which series a row is of")
    self.name = name
    self.widthMillimetres = Self.columnWidthMillimetres
    self.heightMillimetres = heightMillimetres
    self.data = data
    self.commands = commands
  }
}
