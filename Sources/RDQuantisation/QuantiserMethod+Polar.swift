import RDCore
import RDPolarQuantisation

extension QuantiserMethod {
  /// Two-level polar codes: `polar[:length=65536,list=8]`.
  static func polar(_ descriptor: Descriptor) throws(DescriptorError) -> QuantiserMethod {
    try descriptor.checkKeys(["length", "list"])
    let lengths = PolarDesigner.exponents
    let least = 1 << lengths.lowerBound
    let length = Int(
      try descriptor.number(
        "length", default: 65_536,
        expected: "a power of two from \(least) to \(1 << lengths.upperBound)",
        where: { lengths.map { Double(1 << $0) }.contains($0) }))
    let sizes = PolarDesigner.listSizes
    let list = Int(
      try descriptor.number(
        "list", default: 8,
        expected: "an integer from \(sizes.lowerBound) to \(sizes.upperBound)",
        where: { $0 == $0.rounded() && (1...Double(sizes.upperBound)).contains($0) }))
    return QuantiserMethod(
      name: descriptor.description,
      designer: PolarDesigner(exponent: length.trailingZeroBitCount, listSize: list))
  }
}
