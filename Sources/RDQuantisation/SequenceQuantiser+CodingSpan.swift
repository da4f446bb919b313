extension SequenceQuantiser {
  /// Symbols come as the samples do.
  public var codingSpan: Int { 1 }
}
