import Foundation

/// Positions on a picture in millimetres, which keep text and margins apart whatever the picture's height.
struct PageLayout {
  let heightMillimetres: Double

  /// A height above the lower edge as gnuplot's screen coordinate.
  func height(_ millimetres: Double) -> String {
    String(format: "%.4f", millimetres / heightMillimetres)
  }

  /// A distance from the left edge as gnuplot's screen coordinate.
  func left(_ millimetres: Double) -> String {
    String(format: "%.4f", millimetres / Picture.columnWidthMillimetres)
  }
}

/// At most `limit` of the elements, evenly spread from the first to the last.
///
/// - Precondition: `limit` is at least 2.
package func thinned<Element>(_ elements: [Element], to limit: Int) -> [Element] {
  precondition(limit >= 2)
  guard elements.count > limit else { return elements }
  return (0..<limit).map { elements[$0 * (elements.count - 1) / (limit - 1)] }
}
