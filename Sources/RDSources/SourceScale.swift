import RDCore

/// The valid scales and locations of sources.
package enum SourceScale {
  /// The valid scales, in source units.
  package static let range = Magnitude.range

  /// The parameters of a source with a mean and a standard deviation or a scale, for listings.
  ///
  /// - Parameter scale: what the scale is in the usual form of the density, such as `"b of exp(-|x - mean|/b)"`.
  /// - Returns: the three parameters.
  static func meanAndDeviation(orScale scale: String) -> [SourceEntry.Parameter] {
    [
      .init("mean", default: "0", "the mean, in source units"),
      .init("standard-deviation", default: "1", "the standard deviation, above 0"),
      .init("scale", default: nil, "instead of the standard deviation: \(scale)"),
    ]
  }

  /// The parameters of a source with a lower end and a scale, for listings.
  static let locationAndScale: [SourceEntry.Parameter] = [
    .init("location", default: "0", "the lower end, in source units"),
    .init("scale", default: "1", "the scale, above 0"),
  ]

  /// The parameters of a source with two ends as an alternative to a mean and a standard deviation.
  static let ends: [SourceEntry.Parameter] = [
    .init(
      "lower", default: nil, "the lower end, with upper, instead of mean and standard deviation"),
    .init("upper", default: nil, "the upper end"),
  ]

  /// The location that a descriptor gives, or 0.
  ///
  /// - Throws: `DescriptorError/badValue(descriptor:key:value:expected:)`.
  package static func location(
    _ key: String, of descriptor: Descriptor
  ) throws(DescriptorError) -> Double {
    try descriptor.number(
      key, default: 0, expected: "a number between -1e150 and 1e150",
      where: { abs($0) <= range.upperBound })
  }

  /// The scale that a descriptor gives, or 1.
  ///
  /// - Throws: `DescriptorError/badValue(descriptor:key:value:expected:)`.
  package static func scale(
    _ key: String, of descriptor: Descriptor
  ) throws(DescriptorError) -> Double {
    try descriptor.number(
      key, default: 1, expected: "a number above 0, between 1e-150 and 1e150",
      where: range.contains)
  }

  /// The standard deviation that a descriptor gives, also as a `scale`, or 1.
  ///
  /// - Parameters:
  ///   - descriptor: of a source with a mean.
  ///   - unit: the standard deviation at scale 1.
  /// - Returns: the standard deviation, in source units.
  /// - Throws: `DescriptorError` for a value out of range, or both at once.
  static func deviation(
    of descriptor: Descriptor, atScaleOne unit: Double
  ) throws(DescriptorError) -> Double {
    guard descriptor.text("scale") != nil else {
      return try scale("standard-deviation", of: descriptor)
    }
    guard descriptor.text("standard-deviation") == nil else {
      throw .inconsistent(
        descriptor: descriptor.description, reason: "give either scale or standard-deviation")
    }
    return try descriptor.number(
      "scale", default: 1, expected: "a number above 0 with a deviation between 1e-150 and 1e150",
      where: { range.contains($0) && range.contains($0 * unit) }) * unit
  }

  /// The ends `lower` and `upper` of an interval that a descriptor gives instead of a mean and a standard deviation, or `nil` if
  /// it gives neither.
  ///
  /// - Throws: `DescriptorError` for an end without the other, a value out of range, or both forms at once.
  package static func ends(of descriptor: Descriptor) throws(DescriptorError) -> Interval? {
    guard let lowerText = descriptor.text("lower") else {
      guard descriptor.text("upper") == nil else {
        throw .inconsistent(
          descriptor: descriptor.description, reason: "'upper' needs 'lower' beside it")
      }
      return nil
    }
    guard ["mean", "standard-deviation", "scale"].allSatisfy({ descriptor.text($0) == nil }) else {
      throw .inconsistent(
        descriptor: descriptor.description,
        reason: "give either mean and standard-deviation or scale, or lower and upper")
    }
    guard descriptor.text("upper") != nil else {
      throw .inconsistent(
        descriptor: descriptor.description, reason: "'lower' needs 'upper' beside it")
    }
    let lower = try location("lower", of: descriptor)
    let upper = try descriptor.number(
      "upper", default: 0, expected: "a number above 'lower', \(lowerText), and at most 1e150",
      where: { range.contains($0 / 2 - lower / 2) && $0 <= 1e150 })
    return Interval(lower, upper)
  }
}
