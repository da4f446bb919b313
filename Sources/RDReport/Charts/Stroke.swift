/// The style of a line.
package struct Stroke: Sendable {
  package enum Width: String, Sendable {
    case thin, medium, thick
  }

  package var colour: GnuplotPalette
  package var width: Width

  /// A dash type of gnuplot, as in `(8,6)`; `nil` for a solid line.
  package var dashes: String?

  package init(_ colour: GnuplotPalette, _ width: Width = .medium, dashes: String? = nil) {
    self.colour = colour
    self.width = width
    self.dashes = dashes
  }

  /// A level that measurements are compared with.
  package static let reference = Stroke(.grey, dashes: "(8,6)")

  /// Lines for any number of series; the first sixteen are distinct.
  package static func cycle(_ index: Int) -> Stroke {
    let colours: [GnuplotPalette] = [
      .blue, .vermilion, .green, .orange, .purple, .skyBlue, .black, .grey,
    ]
    return Stroke(colours[index % 8], dashes: index < 8 ? nil : "(8,3)")
  }

  package var script: String {
    "linecolor rgb \(colour.rawValue) linewidth \(width.rawValue)"
      + (dashes.map { " dashtype \($0)" } ?? "")
  }
}
