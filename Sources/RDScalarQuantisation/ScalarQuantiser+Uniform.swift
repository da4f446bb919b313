import RDQuantisers

extension ScalarQuantiser {
  /// The uniform quantiser: levels `centre + step (i - (N - 1) / 2)`, and thresholds at their midpoints.
  ///
  /// - Throws: `DesignError/notResolved(levelCount:location:scale:)` if the steps vanish in rounding at the centre.
  package static func uniform(
    levelCount: Int, step: Double, centre: Double
  ) throws(DesignError) -> ScalarQuantiser {
    // Twice the distances from the centre, in steps, are integers; their halves are exact.
    let levels = (0..<levelCount).map { Double(2 * $0 + 1 - levelCount) / 2 }
    let thresholds = (1..<levelCount).map { Double(2 * $0 - levelCount) / 2 }
    return try ScalarQuantiser(
      standardThresholds: thresholds, standardLevels: levels, location: centre, scale: step)
  }
}
