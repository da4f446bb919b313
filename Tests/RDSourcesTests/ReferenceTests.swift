import Foundation
import RDCore
import RDSources
import Testing

/// The densities against `scripts/oracles/sources.py`, which computes with 60 digits.
@Suite("Densities against an independent computation")
struct ReferenceTests {
  struct Row: Sendable, CustomStringConvertible {
    let source: String
    let quantity: String
    let numbers: [Double]
    let value: Double
    var description: String { "\(source) \(quantity) \(numbers)" }
  }

  static let rows: [String: [Row]] = {
    let url = Bundle.module.url(
      forResource: "sources", withExtension: "csv", subdirectory: "Reference")
    let text = url.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    let rows = text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let tail = fields.suffix(5).map(String.init)
      let source = fields.dropLast(5).joined(separator: ",").filter { $0 != "\"" }
      return Row(
        source: source, quantity: tail[0], numbers: tail[1...3].compactMap { Double($0) },
        value: Double(tail[4]) ?? .nan)
    }
    return Dictionary(grouping: rows, by: \.source)
  }()

  @Test(
    "the entropy keeps its digits where the density is nearly normal",
    arguments: [
      ("beta:dimension=20001", 1.4189385313296727426),
      ("beta:alpha=9871.3,beta=1.37", 1.1296519815766649567),
      ("beta:dimension=128", 1.4188920336041404741),
      ("beta:alpha=1.000001,beta=1.7", 1.2632408306779192045),
      ("student-t:degrees-of-freedom=10000", 1.4189385257031725293),
      ("student-t:degrees-of-freedom=7123.9", 1.4189385184221836395),
      ("student-t:degrees-of-freedom=31.7", 1.4181428941956349113),
      ("student-t:degrees-of-freedom=2.1", 0.41113018477115933419),
    ])
  func entropies(_ name: String, _ nats: Double) throws {
    // mpmath with 40 digits. The density at the mode has the rounding of a power of up to 10^4 of nearly 1.
    let source = try SampleSources.density(name)
    #expect(
      abs(source.differentialEntropy.nats - nats) <= 2e-14,
      "\(source.differentialEntropy.nats - nats)")
  }

  @Test("a flat middle is as flat as it looks", arguments: [40.0, 100])
  func flatMiddle(_ shape: Double) throws {
    // |z|^shape is less than the least positive number here, and exp(-|z|^shape) is 1.
    let source = GeneralisedGaussian(shape: shape)
    for z in [1e-20, 3.1e-9, 2.385e-4] where z < 1e-8 || shape == 100 {
      let height = source.density(at: 0)
      let cell = source.partialMoments(over: Interval(0, z), about: 0)
      #expect(abs(cell.mass / (height * z) - 1) <= 1e-13)
      #expect(abs(cell.first / (height * z * z / 2) - 1) <= 1e-13)
      #expect(abs(cell.second / (height * z * z * z / 3) - 1) <= 1e-13)
      #expect(abs(source.survival(z) - (0.5 - height * z)) <= .ulpOfOne)
      #expect(abs(source.survival(-z) - (0.5 + height * z)) <= .ulpOfOne)
      #expect(abs(source.quantile(0.5 + 1e-5) - 1e-5 / height) <= 1e-13)
    }
    // No sample of 20,000 lies at the middle itself.
    var stream = RandomStream(seed: SeedPath(root: 2026)["flat-middle", Int(shape)])
    #expect((0..<20_000).allSatisfy { _ in source.sample(using: &stream) != 0 })
  }

  @Test("a median near one end keeps the digits of its distance from there")
  func medianNearEnd() throws {
    // The median of the beta distribution of 0.1 and 10^4: mpmath, 30 digits.
    let source = BetaDistribution(alpha: 0.1, beta: 1e4)
    let t = 5.9341779040942438152e-8
    let half = 0.5
    for p in [half.nextDown, half, half.nextUp] {
      #expect(abs(source.quantile(p) / t - 1) <= 1e-13)
    }
  }

  @Test("mean, variance, entropy, probabilities and partial moments", arguments: rows.keys.sorted())
  func agreement(_ name: String) throws {
    let source = try SampleSources.density(name)
    let rows = Self.rows[name] ?? []
    try #require(rows.count >= 20)
    // Positions are counted from the ends of a bounded support, whose rounding they carry.
    let ends = [source.support.lower, source.support.upper].filter(\.isFinite).map(abs)
    let extent = abs(source.mean) + (ends.max() ?? 0)
    var mass = 0.0
    for row in rows {
      // The functions of the library lose up to a hundred units in the last place, the logarithm of a far tail another few
      // for each unit of itself.
      var tolerance = 2e-13 + 1e-14 * abs(log(abs(row.value)))
      if row.numbers.count == 3, row.numbers[1] < .infinity, row.numbers[0] > -.infinity {
        let width = row.numbers[1] - row.numbers[0]
        tolerance += 4 * .ulpOfOne * (abs(row.numbers[0]) + extent) / width
      }
      let moments =
        row.numbers.count == 3
        ? source.partialMoments(
          over: Interval(row.numbers[0], row.numbers[1]), about: row.numbers[2]) : .zero
      var scale = abs(row.value)
      let actual: Double
      switch row.quantity {
      case "mean":
        actual = source.mean
        scale = extent
      case "variance": actual = source.variance
      case "entropy_nats":
        actual = source.differentialEntropy.nats
        scale = max(scale, 1)
        // Differences of digamma functions are multiplied by exponents of up to a thousand.
        tolerance = 1e-12
      case "cumulative": actual = source.cumulative(row.numbers[0])
      case "survival": actual = source.survival(row.numbers[0])
      case "mass":
        actual = moments.mass
        mass = row.value
      case "first":
        actual = moments.first
        // It may cancel; its bound by Cauchy and Schwarz does not.
        scale = (mass * moments.second).squareRoot()
      default: actual = moments.second
      }
      #expect(
        abs(actual - row.value) <= tolerance * scale,
        "\(row): \(actual), off by \(abs(actual - row.value) / scale), allowed \(tolerance)")
    }
  }
}
