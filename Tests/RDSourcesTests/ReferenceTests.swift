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

  @Test("mean, variance, entropy, probabilities and partial moments", arguments: rows.keys.sorted())
  func agreement(_ name: String) throws {
    let source = try SampleSources.density(name)
    let rows = Self.rows[name] ?? []
    try #require(rows.count >= 20)
    var mass = 0.0
    var first = 0.0
    for row in rows {
      // In units of the last place: the functions of the library lose up to a hundred, and the place of a number within its
      // distribution another few for each standard deviation.
      var tolerance = 1e-12
      let actual: Double
      switch row.quantity {
      case "mean": (actual, tolerance) = (source.mean, 1e-15)
      case "variance": (actual, tolerance) = (source.variance, 4e-14)
      case "entropy_nats": (actual, tolerance) = (source.differentialEntropy.nats, 1e-12)
      case "cumulative": actual = source.cumulative(row.numbers[0])
      case "survival": actual = source.survival(row.numbers[0])
      default:
        let moments = source.partialMoments(
          over: Interval(row.numbers[0], row.numbers[1]), about: row.numbers[2])
        switch row.quantity {
        case "mass":
          actual = moments.mass
          mass = row.value
        case "first":
          actual = moments.first
          first = row.value
        default:
          // The first moment may cancel; its bound by Cauchy and Schwarz does not.
          let bound = (mass * row.value).squareRoot()
          #expect(abs(first - moments.first) <= 1e-12 * bound, "\(row): \(moments.first)")
          actual = moments.second
        }
        if row.quantity == "first" { continue }
        // The ends of a cell are rounded to double precision before they are moved and scaled.
        let width = row.numbers[1] - row.numbers[0]
        let extent = abs(row.numbers[0]).magnitude + abs(source.mean)
        if width.isFinite { tolerance += 4 * .ulpOfOne * extent / width }
      }
      #expect(
        abs(actual - row.value) <= tolerance
          * max(abs(row.value), row.quantity == "entropy_nats" ? 1 : 0),
        "\(row): \(actual), relative error \((actual - row.value) / row.value)")
    }
  }
}
