public import RDCore

/// Which scales and locations a source may have.
///
/// Variances and mean-square errors are squares of a scale, so a scale must lie well inside the range of numbers.
public enum SourceScale {
  /// The scales that a source may have, in source units.
  public static let range = 1e-150...1e150

  /// The location that a descriptor gives, or 0.
  ///
  /// - Throws: `DescriptorError/badValue(descriptor:key:value:expected:)`.
  public static func location(
    _ key: String, of descriptor: Descriptor
  ) throws(DescriptorError) -> Double {
    try descriptor.number(
      key, default: 0, expected: "a number between -1e150 and 1e150",
      where: { abs($0) <= range.upperBound })
  }

  /// The scale that a descriptor gives, or 1.
  ///
  /// - Throws: `DescriptorError/badValue(descriptor:key:value:expected:)`.
  public static func scale(
    _ key: String, of descriptor: Descriptor
  ) throws(DescriptorError) -> Double {
    try descriptor.number(
      key, default: 1, expected: "a number above 0, between 1e-150 and 1e150",
      where: range.contains)
  }
}
