/// A pair of axes and what is drawn between them.
package struct Panel {
  /// The edges of the axes in millimetres from the lower left corner of the picture; without a left one gnuplot leaves what the labels need.
  package struct Frame {
    let left: Double?
    let right: Double
    let bottom: Double
    let top: Double

    package init(_ left: Double?, _ right: Double, bottom: Double, top: Double) {
      self.left = left
      self.right = right
      self.bottom = bottom
      self.top = top
    }
  }

  /// Where the key is, with gnuplot's words for its form.
  package enum Key {
    case none
    case inside(String)

    /// On the lower edge of the picture, centred between these millimetres.
    case below(Double, Double, String)

    /// At a point of the picture, in millimetres.
    case at(Double, Double, String)
  }

  let frame: Frame
  let x: Axis
  let y: Axis

  /// White space between data and axes, as gnuplot's `set offsets` reads it.
  let offsets: String?
  let key: Key

  /// Texts with their positions, as in `graph 0, graph 1 left`.
  let labels: [(PlotText, String)]

  /// Vertical lines across the panel, behind all else.
  let verticals: [(Double, Stroke)]

  /// Other commands, after those of the axes.
  let settings: [String]
  let layers: [Layer]

  package init(
    _ frame: Frame, x: Axis = Axis(), y: Axis = Axis(), offsets: String? = nil, key: Key = .none,
    labels: [(PlotText, String)] = [], verticals: [(Double, Stroke)] = [],
    settings: [String] = [], layers: [Layer]
  ) {
    self.frame = frame
    self.x = x
    self.y = y
    self.offsets = offsets
    self.key = key
    self.labels = labels
    self.verticals = verticals
    self.settings = settings
    self.layers = layers
  }

  /// Where a title stands above a panel, and in what font.
  package static let above = "graph 0, graph 1 offset 0, 0.6 left"

  /// A setting: faint lines at the tics.
  package static let grid = "set grid linetype 1 linewidth 0.4 linecolor rgb \"#DDDDDD\""

  /// The commands that draw the panel on a page, with data of these columns.
  func script(on page: PageLayout, columns: [String]) -> String {
    let names = Layer.Columns(
      x: x.column ?? columns[0], y: y.column ?? columns[min(1, columns.count - 1)],
      halfWidth: columns.first { $0.hasSuffix("_ci95") } ?? "")
    let keyPosition: String? =
      switch key {
      case .none: nil
      case .inside(let form): form
      case .below(let left, let right, let form):
        "at screen \(page.left((left + right) / 2)), screen \(page.height(1)) center bottom \(form)"
      case .at(let left, let height, let form):
        "at screen \(page.left(left)), screen \(page.height(height)) \(form)"
      }
    let edges = [
      frame.left.map { "set lmargin at screen \(page.left($0))" },
      "set rmargin at screen \(page.left(frame.right))",
      "set bmargin at screen \(page.height(frame.bottom))",
      "set tmargin at screen \(page.height(frame.top))",
    ].compactMap(\.self)
    let elements = layers.flatMap {
      $0.series.isEmpty || !$0.rows.isEmpty ? $0.elements(names) : []
    }
    return
      (edges + x.script("x") + y.script("y")
      + [offsets.map { "set offsets \($0)" }, keyPosition.map { "set key \($0)" } ?? "unset key"]
      .compactMap(\.self)
      + settings + ["unset label", "unset arrow"]
      + labels.enumerated().map { "set label \($0 + 1) \($1.0.expression) at \($1.1)" }
      + verticals.enumerated().map {
        "set arrow \($0 + 1) from \($1.0), graph 0 to \($1.0), graph 1 nohead back \($1.1.script)"
      }
      + ["plot \(elements.joined(separator: ", \\\n     "))"]).joined(separator: "\n")
  }
}
