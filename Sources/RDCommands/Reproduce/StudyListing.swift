import Foundation
import RDExperiments
import RDReport
import RDResults

/// The studies by paper and place, with the commands that run them.
package enum StudyListing {
  /// The table of the places in papers, beside the claims.
  private static let placesFile = "published/places.csv"

  /// The studies: a row for each section, figure and table that an experiment answers, and for each experiment that stands in none;
  /// as text without the questions and without the commands, which the names say.
  ///
  /// - Parameters:
  ///   - experiments: the folder of the specification files.
  ///   - format: the format of the table.
  /// - Returns: the rows, those of papers first.
  /// - Throws: an error of the claims; `Diagnosis` where there is no specification.
  package static func table(experiments: String, for format: TableFormat) throws -> Table {
    let names = Installation.specifications(in: experiments)
    guard !names.isEmpty else { throw Installation.noSpecifications(in: experiments) }
    let root = Installation.publishedResults ?? "results"
    let claimed = try PublishedClaims.read(under: root)?.places ?? []
    let places = try (claimed + shown(under: root)).filter { names.contains($0.results) }
    var columns = [
      Table.Column("paper", heading: "Paper"), Table.Column("place", heading: "Place"),
      Table.Column("experiment", heading: "Study"),
    ]
    if format != .text { columns += [Table.Column("question"), Table.Column("command")] }
    var table = Table(columns: columns)
    func append(_ paper: String?, _ place: String?, _ name: String) {
      var cells: [Cell] = [.optional(paper), .optional(place), .text(name)]
      if format != .text {
        cells += [
          .optional(question(of: "\(experiments)/\(name).toml")), .text("rdtool reproduce \(name)"),
        ]
      }
      table.append(cells)
    }
    for place in places { append(place.study, place.place, place.results) }
    for name in names where !places.contains(where: { $0.results == name }) {
      append(nil, nil, name)
    }
    return table
  }

  /// The figures and tables of the paper of this project.
  private static func shown(
    under root: String
  ) throws -> [(study: String, place: String, results: String)] {
    let path = "\(root)/\(placesFile)"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    let places = ResultTable(try CSVDocument(parsing: text, origin: path), origin: path)
    return try places.rows.map {
      (
        try $0.text("study"), "\(try $0.text("place")): \(try $0.text("shown"))",
        try $0.text("results")
      )
    }
  }

  /// The first sentence of the comment that a specification begins with: its question.
  private static func question(of path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let comment = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }.joined(separator: " ")
    guard !comment.isEmpty else { return nil }
    return comment.firstIndex(of: "?").map { String(comment[...$0]) } ?? comment
  }
}
