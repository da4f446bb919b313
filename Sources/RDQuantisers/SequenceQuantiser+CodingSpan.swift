extension SequenceQuantiser {
  /// 1: symbols are in the order of the samples.
  package var codingSpan: Int { 1 }
}
