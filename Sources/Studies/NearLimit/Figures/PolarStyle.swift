/// How the polar codes of a list look in the figures near the limit, and what they are called there.
struct PolarStyle {
  /// The type and size of the marks.
  package let mark: String

  /// The colour of marks and lines.
  package let colour: String

  /// The name in a key where all codes are polar.
  package let title: String

  /// The style of a list of so many paths; without a list, one path, it is plain successive cancellation.
  init(listSize: Int) {
    title = listSize == 1 ? "SC" : "list of \(listSize)"
    let type: Int
    switch listSize {
    case 1: (type, colour) = (6, "blue")
    case 8: (type, colour) = (5, "orange")
    case 32: (type, colour) = (9, "green")
    default: (type, colour) = (3, "purple")
    }
    mark = "pointtype \(type) pointsize 1.2 * mark"
  }
}
