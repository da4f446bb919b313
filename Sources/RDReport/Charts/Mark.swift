/// The style of points: shape first, colour second, so that no figure relies on colour alone.
package struct Mark: Sendable {
  /// The point type of gnuplot.
  package var type: Int

  package var colour: GnuplotPalette

  /// The size, in those of gnuplot's points on this page.
  package var size: Double

  /// The width of outlines and error bars; `nil` for gnuplot's own.
  package var width: Stroke.Width?

  package init(
    _ type: Int, _ colour: GnuplotPalette, size: Double = 1, width: Stroke.Width? = nil
  ) {
    self.type = type
    self.colour = colour
    self.size = size
    self.width = width
  }

  /// Marks for any number of series; the first eight are distinct.
  package static func cycle(_ index: Int, size: Double, width: Stroke.Width? = nil) -> Mark {
    let types = [7, 9, 5, 13, 11, 6, 8, 4]
    let colours: [GnuplotPalette] = [
      .blue, .vermilion, .green, .purple, .orange, .black, .skyBlue, .grey,
    ]
    return Mark(types[index % 8], colours[index % 8], size: size, width: width)
  }

  /// The mark without colour and width.
  package var shape: String { "pointtype \(type) pointsize \(size) * mark" }

  package var script: String {
    "\(shape) linecolor rgb \(colour.rawValue)"
      + (width.map { " linewidth \($0.rawValue)" } ?? "")
  }
}
