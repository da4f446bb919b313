import RDResults

/// A picture as its panels, with the columns of the data behind it.
package struct Chart {
  let columns: [String]
  let heightMillimetres: Double

  /// Commands ahead of the panels.
  let settings: [String]
  let panels: [Panel]

  /// A chart of a column's width.
  ///
  /// - Parameters:
  ///   - columns: of the data, after `series`; a half-width is the first that ends in `_ci95`.
  ///   - heightMillimetres: on paper.
  ///   - settings: commands ahead of the panels, for what they have in common.
  ///   - panels: what is drawn; of several, all on one page.
  package init(
    _ columns: [String], heightMillimetres: Double, settings: [String] = [], panels: [Panel]
  ) {
    self.columns = columns
    self.heightMillimetres = heightMillimetres
    self.settings = settings
    self.panels = panels
  }

  /// Whether anything is drawn from data.
  var isEmpty: Bool { panels.allSatisfy { $0.layers.allSatisfy(\.rows.isEmpty) } }

  package func picture(named name: String) -> Picture {
    var data = Table(columns: (["series"] + columns).map { Table.Column($0) })
    var known: Set<String> = []
    for layer in panels.flatMap(\.layers) where known.insert(layer.series).inserted {
      for row in layer.rows {
        let missing = columns.count - row.count
        data.append([.text(layer.series)] + row + Array(repeating: .empty, count: missing))
      }
    }
    let page = PageLayout(heightMillimetres: heightMillimetres)
    let scripts = panels.map { $0.script(on: page, columns: columns) }
    let commands =
      scripts.count == 1
      ? settings + scripts
      : settings + ["set multiplot", scripts.joined(separator: "\n\n"), "unset multiplot"]
    return Picture(
      name: name, heightMillimetres: heightMillimetres, data: CSVDocument(data),
      commands: commands.joined(separator: "\n"))
  }
}
