/// The kinds of sources; the raw values are those of listings.
package enum SourceKind: String, Sendable, CaseIterable {
  /// Independent real samples with a density.
  case density

  /// Independent symbols of a finite alphabet.
  case discrete

  /// Symbols of a finite alphabet that the encoder sees through noise.
  case noisy

  /// A stationary Gaussian process with memory.
  case process

  /// Vectors of independent Gaussian components with individual variances.
  case parallel
}
