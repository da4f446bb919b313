import RDCore
import RDNumerics

extension Descriptor {
  /// Checks that fractions of a whole add up to 1.
  ///
  /// - Throws: `DescriptorError/inconsistent(descriptor:reason:)` with the sum.
  func checkSum(of shares: [Double], _ key: String, tolerance: Double) throws(DescriptorError) {
    var sum = CompensatedSum()
    for share in shares { sum.add(share) }
    guard abs(sum.value - 1) <= tolerance else {
      throw .inconsistent(
        descriptor: description, reason: "the \(key) add up to \(sum.value) instead of 1")
    }
  }
}
