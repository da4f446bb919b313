import RDResults

/// Every number of every table as a LaTeX macro, so that a paper's text shows the digits of its tables.
///
/// `\Result{gaussian-sweep/claim-table/autoencoder/30/mse}` stands for one cell; a name that does not exist stops LaTeX.
struct PaperNumbers {
  private var lines: [String] = []

  /// Adds the cells of a table.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - path: the names of the results and of the table, as in `gaussian-sweep/claim-table`.
  mutating func append(_ table: PresentedTable, at path: String) {
    for row in table.rows {
      for (column, cell) in zip(table.columns, row.cells) where cell != .empty {
        lines.append(
          "\\SetResult{\(name("\(path)/\(row.key)/\(column.key)"))}{\(cell.latex)}\n")
      }
    }
  }

  /// The file that a paper includes.
  var text: String {
    """
    % Written by `rdtool report --paper`: what the tables of results/ show, by name.
    \\newcommand{\\SetResult}[2]{\\expandafter\\gdef\\csname result/#1\\endcsname{#2}}
    \\newcommand{\\Result}[1]{\\ifcsname result/#1\\endcsname\\csname result/#1\\endcsname\\else
      \\errmessage{There is no result #1}\\fi}

    """ + lines.joined()
  }

  /// The name without characters that are special to LaTeX.
  private func name(_ text: String) -> String {
    String(
      text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "/.=:,+-".contains($0)) ? $0 : "-" })
  }
}
