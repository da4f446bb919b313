extension SequenceQuantiser {
  /// Symbols come as the samples do.
  package var codingSpan: Int { 1 }
}
