import Foundation
import RDCore
import RDFiles
import RDReport

/// The file that a command draws its table into, as the flag `--figure` names it.
package struct FigureFile {
  private let path: String
  private let suffix: String

  /// The name without folders and suffix.
  private let stem: String

  /// Draws all but scripts, which are drawn elsewhere.
  private let gnuplot: Gnuplot?

  /// The file at a path, whose suffix says what is drawn.
  ///
  /// - Parameters:
  ///   - path: ends with `.svg`, `.pdf` or `.png`, or with `.gp` for a script of gnuplot and its data, which go beside it as `NAME.csv`.
  ///   - inputs: files that must not be lost.
  /// - Throws: `Diagnosis` for another suffix, a name that is no name in scripts, or a file that is an input; `ReportError.gnuplotMissing`.
  package init(_ path: String, inputs: [String] = []) throws {
    try Self.check(path)
    self.path = path
    suffix = (path as NSString).pathExtension
    stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    gnuplot = suffix == "gp" ? nil : try Gnuplot.required()
    for file in gnuplot == nil ? [path, dataPath] : [path] {
      try InputFile.refuse(output: file, among: inputs, flag: "--figure")
    }
  }

  /// Checks a path without looking at files.
  ///
  /// - Throws: `Diagnosis`.
  package static func check(_ path: String) throws(Diagnosis) {
    let name = path as NSString
    guard (Picture.fileSuffixes + ["gp"]).contains(name.pathExtension) else {
      throw Diagnosis.wrongUse("--figure is '\(path)', but must end with .svg, .pdf, .png or .gp.")
    }
    // The script names its files between double quotes.
    guard name.pathExtension != "gp" || name.lastPathComponent.wholeMatch(of: /[\w.-]+/) != nil
    else {
      throw Diagnosis.wrongUse(
        "--figure is '\(path)', but the name of a script must be of letters, digits, '-', '_' and '.'."
      )
    }
  }

  private var dataPath: String {
    (path as NSString).deletingLastPathComponent + (path.contains("/") ? "/" : "") + stem + ".csv"
  }

  /// Draws a chart.
  ///
  /// - Throws: an error of gnuplot or of the file.
  package func draw(_ chart: Chart) throws {
    try draw(chart.picture(named: stem))
  }

  /// Draws a picture.
  ///
  /// - Throws: an error of gnuplot or of the file.
  func draw(_ picture: Picture) throws {
    guard let gnuplot else {
      let picture = Picture(
        name: stem, heightMillimetres: picture.heightMillimetres, data: picture.data,
        commands: picture.commands)
      try AtomicFile.write(picture.data.text, to: dataPath)
      try AtomicFile.write(picture.script, to: path)
      return
    }
    try gnuplot.draw(picture, to: path)
  }
}
