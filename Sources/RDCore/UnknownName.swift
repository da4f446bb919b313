/// A name that is not in a list of known names.
public struct UnknownName: Error, CustomStringConvertible, DiagnosedError, Equatable {
  /// The kind of the named thing, in the singular: `"source"`.
  package let kind: String

  /// The name as given.
  package let name: String

  /// The known names.
  package let known: [String]

  /// What was probably meant, where that is no known name.
  package let advice: String?

  /// A name that is not among `known`.
  package init(kind: String, name: String, known: [String], advice: String? = nil) {
    self.kind = kind
    self.name = name
    self.known = known
    self.advice = advice
  }

  package var failureClass: FailureClass { .wrongUse }

  /// The message, with the nearest known name if one is similar.
  public var description: String {
    let hint = (advice ?? nearest.map { "Did you mean '\($0)'?" }).map { " " + $0 } ?? ""
    let list = known.isEmpty ? "None is known." : "Known: \(known.joined(separator: ", "))."
    return "There is no \(kind) '\(name)'.\(hint) \(list)"
  }

  /// The known name of least edit distance, if that is at most two and less than half of its letters.
  package var nearest: String? {
    let ranked = known.map { (name: $0, edits: editDistance(name, $0)) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }), best.edits <= 2,
      2 * best.edits < best.name.count
    else { return nil }
    return best.name
  }
}

/// The least number of letters to insert, delete or replace that turns one text into the other.
///
/// > Source: [levenshtein1966]; row-wise dynamic programming.
private func editDistance(_ left: String, _ right: String) -> Int {
  let target = Array(right.lowercased())
  var row = Array(0...target.count)
  for (i, letter) in left.lowercased().prefix(64).enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in target.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[target.count]
}
