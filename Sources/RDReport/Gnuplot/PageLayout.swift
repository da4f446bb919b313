import Foundation

/// Places on a picture in millimetres, which keep text and margins apart whatever the picture's height.
package struct PageLayout {
  /// The height of the picture, in millimetres.
  package let heightMillimetres: Double

  package init(
    heightMillimetres: Double
  ) {
    self.heightMillimetres = heightMillimetres
  }

  /// A height above the lower edge as gnuplot's screen coordinate.
  package func height(_ millimetres: Double) -> String {
    String(format: "%.4f", millimetres / heightMillimetres)
  }

  /// A distance from the left edge as gnuplot's screen coordinate.
  package func left(_ millimetres: Double) -> String {
    String(format: "%.4f", millimetres / Picture.columnWidthMillimetres)
  }

  /// The commands that put the axes of a panel between these edges, in millimetres from the lower left corner.
  package func panel(left: Double, right: Double, bottom: Double, top: Double) -> String {
    """
    set lmargin at screen \(self.left(left))
    set rmargin at screen \(self.left(right))
    set bmargin at screen \(height(bottom))
    set tmargin at screen \(height(top))
    """
  }

  /// Where a key below all panels goes: its lower edge on the picture's, centred under the axes.
  package func keyBelow(left: Double, right: Double) -> String {
    "at screen \(self.left((left + right) / 2)), screen \(height(1)) center bottom"
  }
}

/// At most so many of the elements, evenly spread from the first to the last.
///
/// - Precondition: `limit` is at least 2.
package func thinned<Element>(_ elements: [Element], to limit: Int) -> [Element] {
  precondition(limit >= 2)
  guard elements.count > limit else { return elements }
  return (0..<limit).map { elements[$0 * (elements.count - 1) / (limit - 1)] }
}
