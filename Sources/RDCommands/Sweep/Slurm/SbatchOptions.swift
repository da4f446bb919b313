import Foundation
import RDCore

/// The options of `sbatch` that a user may give: all but those by which the tool finds, orders and follows its jobs.
enum SbatchOptions {
  /// The names of the others, with their letters.
  private static let reserved: KeyValuePairs = [
    "array": "a", "clusters": "M", "dependency": "d", "error": "e", "job-name": "J", "output": "o",
    "test-only": "", "wait": "W", "wrap": "",
  ]

  /// The words of a text.
  ///
  /// - Throws: `Diagnosis` if it is not a list of such options.
  static func words(of text: String) throws(Diagnosis) -> [String] {
    guard let words = CommandTemplate.words(of: text) else {
      throw .wrongUse("--sbatch is '\(text)', but a quotation does not end.")
    }
    for word in words {
      guard word.hasPrefix("-") else {
        throw .wrongUse(
          "--sbatch has the word '\(word)', but every word must be an option with its value, as in --partition=long or -plong."
        )
      }
      if let name = reserved.first(where: { matches(word, $0, $1) })?.key {
        throw .wrongUse("--sbatch has '\(word)', but rdtool decides on --\(name). Leave it out.")
      }
    }
    return words
  }

  /// Whether a word is an option by its name, which may be cut short, or by its letter.
  private static func matches(_ word: String, _ name: String, _ letter: String) -> Bool {
    guard word.hasPrefix("--") else { return !letter.isEmpty && word.dropFirst().hasPrefix(letter) }
    return name.hasPrefix(word.dropFirst(2).prefix { $0 != "=" })
  }
}
