import Foundation
import Testing

/// The analytic points of the Gaussian experiment against closed forms and exact tables.
@Suite("Theory of the Gaussian experiment")
struct GaussianTheoryTests {
  /// What is measured is kept to the least that the specification allows.
  private static let specification = """
    experiment = "gaussian"
    dims = [10, 30, 50]
    input = 100
    train = 64
    test = 2
    methods = ["naive"]
    bits = "3-6"
    """

  private static let theory = Result {
    try results(of: specification).points.filter { try $0.text("trial") == "theory" }
  }

  /// The rows of the exact table have some 13 digits; 1e-9 is what is promised of a design.
  private let tolerance = 1e-9

  private func points(_ method: String) throws -> [ResultRecord] {
    try Self.theory.get().filter { try $0.text("method") == method }
  }

  @Test("the curve is 2^-2R at every 0.05 bit, without a gap")
  func curve() throws {
    let curve = try points("rate-distortion-function")
    #expect(curve.count == 121)
    for (step, point) in curve.enumerated() {
      let rate = Double(step) / 20
      // A few roundings of double precision, amplified by up to 12 ln 2 in the exponent.
      #expect(try isClose(point.number("rate_bits_per_sample"), rate, within: 1e-14))
      #expect(
        try isClose(point.number("distortion"), exp2(-2 * rate), within: 1e-14 * exp2(-2 * rate)))
      #expect(try isClose(point.number("bound_rate_bits_per_sample"), rate, within: 1e-13))
      #expect(try isClose(point.number("gap_decibels"), 0, within: 1e-13))
      #expect(try point.text("rate_kind") == "analytic")
    }
  }

  @Test("the naive code is at 1 - d/n, and at every rate where the exact table has it")
  func naive() throws {
    let points = try points("naive")
    var found = 0
    for row in try ResultRecord.reference("naive-code-n100") {
      let isQuantised = try row.text("quantiser") == "lloyd-max"
      guard try isQuantised || row.text("quantiser") == "unquantised" else { continue }
      let candidate = try points.first {
        try $0.text("latent_dimension") == row.text("latent_dimension")
          && $0.text("bits") == (isQuantised ? row.text("bits") : "")
      }
      let point = try #require(candidate)
      found += 1
      #expect(try isClose(point.number("distortion"), row.number("mse"), within: tolerance))
      #expect(
        try isClose(
          point.number("bound_rate_bits_per_sample"), row.number("bound_rate_bits_per_sample"),
          within: tolerance))
      guard isQuantised else {
        #expect(try point.text("rate_bits_per_sample").isEmpty)
        #expect(try point.text("gap_decibels").isEmpty)
        continue
      }
      #expect(
        try isClose(
          point.number("rate_bits_per_sample"), row.number("rate_bits_per_sample"),
          within: tolerance))
      #expect(
        try isClose(
          point.number("bound_distortion"), row.number("bound_mse"), within: tolerance))
      #expect(
        try isClose(point.number("gap_decibels"), row.number("gap_decibels"), within: tolerance))
    }
    #expect(found == 2 * 3 * 4)
  }

  @Test("the ends of the naive code: nothing kept, everything kept")
  func ends() throws {
    let points = try points("naive")
    let errors = try scalarErrors("lloyd-max")
    for point in points where try ["0", "100"].contains(point.text("latent_dimension")) {
      let isNothing = try point.text("latent_dimension") == "0"
      let bits = try point.text("bits")
      guard !bits.isEmpty else {
        #expect(try point.number("distortion") == (isNothing ? 1 : 0))
        #expect(try point.text("bound_rate_bits_per_sample") == (isNothing ? "0" : ""))
        continue
      }
      let error = try isNothing ? 1 : #require(errors[bits])
      #expect(try isClose(point.number("distortion"), error, within: tolerance))
      #expect(
        try point.number("rate_bits_per_sample") == (isNothing ? 0 : #require(Double(bits))))
    }
    #expect(points.count == 5 * (1 + 4))
  }

  @Test(
    "the scalar quantisers beside the curve",
    arguments: ["lloyd-max", "uniform-endpoints", "uniform-midpoints"])
  func scalar(_ method: String) throws {
    let points = try points(method)
    let errors = try scalarErrors(method)
    #expect(points.count == 4 && errors.count == 4)
    for point in points {
      let error = try #require(errors[point.text("bits")])
      let bits = try point.number("bits")
      #expect(try point.number("rate_bits_per_sample") == bits)
      #expect(try isClose(point.number("distortion"), error, within: tolerance * error))
      #expect(
        try isClose(
          point.number("gap_decibels"), 10 * log10(error * exp2(2 * bits)), within: tolerance * 5))
    }
  }

  /// The mean-square error of a scalar quantiser by the text of its bits.
  private func scalarErrors(_ method: String) throws -> [String: Double] {
    Dictionary(
      try ResultRecord.reference("naive-code-n100")
        .filter { try $0.text("quantiser") == method }
        .map { (try $0.text("bits"), try $0.number("scalar_mse")) },
      uniquingKeysWith: { first, _ in first })
  }
}
