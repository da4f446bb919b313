import RDCore
import RDDataSets
import RDResults

extension ResultSet {
  /// Whether these results are insufficient for verdicts on published statements: they are of the quick
  /// profile, or of synthetic images.
  var isQuickRun: Bool {
    let command = provenance?.command ?? []
    if command.contains("--profile=quick")
      || zip(command, command.dropFirst()).contains(where: { $0 == ("--profile", "quick") })
    {
      return true
    }
    guard let source = try? table("points.csv").rows.first?.text("source"),
      let descriptor = try? Descriptor(parsing: source),
      let images = try? DataSetCatalogue.all.entry(named: descriptor.name)
    else { return false }
    // What has a seed is drawn.
    return images.parameters.contains { $0.key == "seed" }
  }
}
