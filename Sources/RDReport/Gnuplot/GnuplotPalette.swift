/// Colours that are distinguishable with every colour vision, by their names in scripts.
///
/// Their greys differ less than their hues, so no figure relies on colour alone: lines also differ in their dashes or
/// labels and marks in their shapes.
///
/// > Source: [okabe2008], figure 16.
package enum GnuplotPalette: String, CaseIterable {
  case black
  case grey
  case orange
  case skyBlue
  case green
  case blue
  case vermilion
  case purple

  /// The colour, as gnuplot reads it.
  var hexadecimal: String {
    switch self {
    case .black: "#000000"
    case .grey: "#7F7F7F"
    case .orange: "#E69F00"
    case .skyBlue: "#56B4E9"
    case .green: "#009E73"
    case .blue: "#0072B2"
    case .vermilion: "#D55E00"
    case .purple: "#CC79A7"
    }
  }

  /// The commands that define every colour as a variable of its name.
  static var definitions: String {
    allCases.map { "\($0.rawValue) = \"\($0.hexadecimal)\"" }.joined(separator: "\n")
  }
}
