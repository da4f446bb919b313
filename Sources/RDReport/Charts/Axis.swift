/// An axis of a panel.
package struct Axis {
  let title: PlotText?
  let column: String?
  let range: String
  let logarithmBase: Int?
  let tics: String?
  let format: String?

  /// An axis.
  ///
  /// - Parameters:
  ///   - title: with the unit.
  ///   - column: of the data; `nil` for the first of the chart on a horizontal axis and the second on a vertical one.
  ///   - range: as gnuplot reads it.
  ///   - logarithmBase: of a logarithmic scale.
  ///   - tics: what follows `set xtics`; `nil` leaves them to gnuplot.
  ///   - format: of the tics' numbers; `nil` for gnuplot's own.
  package init(
    _ title: PlotText? = nil, column: String? = nil, range: String = "[*:*]",
    logarithmBase: Int? = nil, tics: String? = nil, format: String? = nil
  ) {
    self.title = title
    self.column = column
    self.range = range
    self.logarithmBase = logarithmBase
    self.tics = tics
    self.format = format
  }

  /// Tics with these labels.
  package static func tics<Position>(_ labels: [(PlotText, Position)]) -> String {
    // The label of a tick is a format for numbers besides.
    let tics = labels.map { "\($0.expression.replacing("%", with: "%%")) \($1)" }
    return "(\(tics.joined(separator: ", ")))"
  }

  /// The commands for the axis `x` or `y`.
  func script(_ name: String) -> [String] {
    [
      title.map {
        "set \(name)label \($0.expression) offset \(name == "x" ? "0, raise" : "nudge, 0")"
      } ?? "unset \(name)label",
      logarithmBase.map { "set logscale \(name) \($0)" },
      "set \(name)range \(range)",
      format.map { "set format \(name) \"\($0)\"" },
      tics.map { "set \(name)tics \($0)" },
    ].compactMap(\.self)
  }
}
