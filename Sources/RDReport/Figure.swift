import RDResults

/// A way to show the results of an experiment as a picture.
///
/// A figure lays out what results say and computes nothing from them beyond their place on the axes, so that every
/// picture can be drawn again from the results alone.
package protocol Figure: Sendable {
  /// What the picture shows, in a sentence that says how to read it.
  var caption: String { get }

  /// Whether this figure is made for such results: their experiment, and what they vary.
  func suits(_ results: ResultSet) throws -> Bool

  /// The source of the picture.
  ///
  /// - Parameters:
  ///   - name: the name of the files, that of the figure in its catalogue.
  ///   - results: results that the figure suits.
  /// - Returns: data and commands, not yet drawn.
  /// - Throws: an error of the reading of a table: one that is missing or damaged.
  func picture(named name: String, of results: ResultSet) throws -> Picture
}
