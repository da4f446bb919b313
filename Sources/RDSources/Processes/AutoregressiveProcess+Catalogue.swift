import RDCore

extension AutoregressiveProcess {
  static let entry = SourceEntry(
    "the Gaussian process whose next sample is predicted from the last p ones", kind: .process,
    parameters: [
      .init(
        "coefficients", default: nil,
        "a1/a2/…, as in 1.2/-0.5 for x[t] = 1.2 x[t-1] - 0.5 x[t-2] + e[t]"),
      .init("standard-deviation", default: "1", "that of a sample, above 0"),
      .init(
        "autocovariances", default: nil, "instead of both: r0/r1/…, as in 1/0.8/0.5"),
    ],
    example: "autoregressive:coefficients=1.2/-0.5"
  ) { .process(try AutoregressiveProcess($0)) }

  /// Reads `autoregressive:coefficients=…/…[,standard-deviation=…]` or `autoregressive:autocovariances=…/…`.
  ///
  /// - Throws: `DescriptorError` for a value out of range or both forms at once; `ProcessError`.
  package init(_ descriptor: Descriptor) throws {
    guard descriptor.text("autocovariances") == nil else {
      guard descriptor.parameters.count == 1 else {
        throw DescriptorError.inconsistent(
          descriptor: descriptor.description,
          reason: "give either coefficients and standard-deviation, or autocovariances")
      }
      let autocovariances = try descriptor.numbers("autocovariances")
      try Self.check(order: autocovariances.count - 1, of: descriptor)
      guard autocovariances.count >= 2, autocovariances[0] > 0,
        SourceScale.range.contains(autocovariances[0].squareRoot())
      else {
        throw DescriptorError.badValue(
          descriptor: descriptor.description, key: "autocovariances",
          value: descriptor.text("autocovariances") ?? "",
          expected: "two numbers or more, the first of which, the variance, is above 0")
      }
      try self.init(autocovariances: autocovariances)
      return
    }
    let coefficients = try descriptor.numbers(
      "coefficients", expected: "a number between -1e9 and 1e9", where: { abs($0) <= 1e9 })
    try Self.check(order: coefficients.count, of: descriptor)
    try self.init(
      coefficients: coefficients,
      standardDeviation: try SourceScale.scale("standard-deviation", of: descriptor))
  }

  private static func check(order: Int, of descriptor: Descriptor) throws(DescriptorError) {
    guard order <= orderLimit else {
      throw .inconsistent(
        descriptor: descriptor.name,
        reason: "a process of order \(order) is more than \(orderLimit)")
    }
  }
}
