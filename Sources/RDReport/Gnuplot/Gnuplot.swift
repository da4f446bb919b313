import Foundation
import RDFiles
import RDResults

/// The gnuplot program of this machine.
package struct Gnuplot: Sendable {
  /// The program.
  private let program: ExternalProgram

  /// How to install gnuplot.
  package static let advice =
    "gnuplot was not found, so the figures are scripts and data only. "
    + "Install it (`apt-get install gnuplot-nox` or `brew install gnuplot`) and run the report again, or run `gnuplot NAME.gp` elsewhere."

  /// The gnuplot that a search path finds first, or `nil` if it finds none.
  ///
  /// - Parameter searchPath: folders separated by colons, as in the variable `PATH`.
  package init?(searchPath: String) {
    guard let program = ExternalProgram(named: "gnuplot", searchPath: searchPath) else {
      return nil
    }
    self.program = program
  }

  /// Runs a script in a folder of its own with its data beside it, and returns what it drew.
  ///
  /// The same picture gives the same bytes on the same machine: the date that the PDF writer notes is set to the epoch.
  ///
  /// - Returns: the contents of `NAME.svg`, `NAME.pdf` and `NAME.png`, in this order.
  /// - Throws: ``ReportError/gnuplotFailed(figure:reason:)`` if a picture was not drawn.
  func draw(_ picture: Picture) throws -> [(file: String, bytes: Data)] {
    let outputs = Picture.fileSuffixes.map { "\(picture.name).\($0)" }
    let folder = try ScratchFolder(
      for: "rdtool-figure", files: ["\(picture.name).csv", "\(picture.name).gp"] + outputs)
    try AtomicFile.write(picture.data.text, to: "\(folder.path)/\(picture.name).csv")
    try AtomicFile.write(picture.script, to: "\(folder.path)/\(picture.name).gp")

    let outcome = program.run(["\(picture.name).gp"], in: folder.path)
    guard let outcome, outcome.status == 0 else {
      throw ReportError.gnuplotFailed(
        figure: picture.name, reason: firstLine(outcome?.complaint ?? "it could not be started"))
    }
    return try Picture.fileSuffixes.map { suffix in
      let file = "\(picture.name).\(suffix)"
      guard var bytes = FileManager.default.contents(atPath: "\(folder.path)/\(file)"),
        !bytes.isEmpty
      else {
        throw ReportError.gnuplotFailed(figure: picture.name, reason: "\(file) was not drawn")
      }
      switch suffix {
      case "pdf": setCreationDate(of: &bytes)
      case "svg": keepSpaces(in: &bytes)
      default: break
      }
      return (file, bytes)
    }
  }

  /// Draws a picture to a file that ends with one of ``Picture/fileSuffixes``.
  ///
  /// - Throws: `OutputError`; ``ReportError/gnuplotFailed(figure:reason:)``.
  package func draw(_ picture: Picture, to path: String) throws {
    let suffix = (path as NSString).pathExtension
    for drawing in try draw(picture) where drawing.file.hasSuffix(".\(suffix)") {
      try AtomicFile.write(drawing.bytes, to: path)
    }
  }

  private func firstLine(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .first { !$0.isEmpty && $0 != "^" } ?? "it gave no reason"
  }
}

/// Has every reader of an SVG picture keep the spaces beside a change of font, where some drop them.
private func keepSpaces(in svg: inout Data) {
  let text = String(decoding: svg, as: UTF8.self)
  svg = Data(text.replacing("<text>", with: "<text xml:space=\"preserve\">").utf8)
}

/// Sets the creation date in a PDF file to the epoch, in place: no length and no offset changes.
private func setCreationDate(of pdf: inout Data) {
  let epoch = Data("19700101000000".utf8)
  guard let key = pdf.range(of: Data("/CreationDate (D:".utf8)),
    pdf.distance(from: key.upperBound, to: pdf.endIndex) >= epoch.count
  else { return }
  pdf.replaceSubrange(key.upperBound..<(key.upperBound + epoch.count), with: epoch)
}
