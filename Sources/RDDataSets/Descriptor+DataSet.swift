import RDCore

extension Descriptor {
  /// The value of `split`, which must be one of the available ones.
  package func split(default defaultValue: String, of known: [String]) throws(DescriptorError)
    -> String
  {
    let split = text("split") ?? defaultValue
    guard known.contains(split) else {
      throw .badValue(
        descriptor: description, key: "split", value: split,
        expected: known.joined(separator: " or "))
    }
    return split
  }

  /// An integer from 1, or `nil` if it is not given.
  func integer(
    _ key: String, in range: ClosedRange<Int> = 1...100_000_000
  ) throws(DescriptorError) -> Int? {
    guard let text = text(key) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .badValue(
        descriptor: description, key: key, value: text,
        expected: "an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The number of requested images: the first `count`, or all.
  ///
  /// - Throws: `DescriptorError`, or ``DataSetError/tooFew(descriptor:wanted:found:)``.
  package func imageCount(of found: Int) throws -> Int {
    guard let wanted = try integer("count") else { return found }
    guard wanted <= found else {
      throw DataSetError.tooFew(descriptor: description, wanted: wanted, found: found)
    }
    return wanted
  }
}
