/// What the difference between a signal and its reconstruction costs, averaged over the samples.
public enum DistortionMeasure: String, Sendable, CaseIterable {
  /// The square of the difference.
  case meanSquaredError = "mse"
}
