/// How the points of a method look in every figure: shape first, colour second.
package struct MethodMark {
  /// The gnuplot type and size of the marks.
  package let mark: String

  /// The colour.
  package let colour: String

  /// The style of a method: its own for the known ones, stars for any other.
  package init(method: String) {
    (mark, colour) =
      switch method {
      case "naive": ("pointtype 1 pointsize 2.6 * mark", "black")
      case "pca": ("pointtype 4 pointsize 1.5 * mark", "orange")
      case "autoencoder": ("pointtype 7 pointsize 0.7 * mark", "blue")
      default: ("pointtype 3 pointsize mark", "purple")
      }
  }
}

/// How the points of a scalar quantiser look in every figure, and what it is called there.
package struct QuantiserMark {
  /// The gnuplot style of the marks.
  package let style: String

  /// The colour of a line through them.
  package let colour: String

  /// The name in a key.
  package let title: String

  /// The style of a design method: its own for the known ones, stars for any other.
  package init(method: String) {
    let shape: (mark: String, size: String)
    switch method {
    case "lloyd-max": (shape, colour, title) = (("13", "1.4"), "vermilion", "Lloyd–Max")
    case "uniform-optimal":
      (shape, colour, title) = (("6", "1.2"), "blue", "uniform, optimal step")
    case "uniform-endpoints":
      (shape, colour, title) = (("8", "1.3"), "green", "uniform, end points")
    case "uniform-midpoints":
      (shape, colour, title) = (("10", "1.3"), "purple", "uniform, midpoints")
    default: (shape, colour, title) = (("3", "1"), "black", method)
    }
    style = "pointtype \(shape.mark) pointsize \(shape.size) * mark linecolor rgb \(colour)"
  }
}
