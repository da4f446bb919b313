import RDReport
import RDResults

/// What theory says in the results of the experiment `gaussian`: the analytic rows of its `points.csv`.
struct AnalyticGaussianPoints {
  /// The least distortion at each rate, in ascending order of the rate.
  package let bound: [Point]

  /// Copying d samples with b bits each, for each b; in ascending order of the rate.
  let copying: [(bits: Int, points: [Point])]

  /// The distortion of copying d samples unquantised, by d.
  let copyingUnquantised: [Int: Double]

  /// The scalar quantisers of the source itself, method by method.
  let scalarQuantisers: [(method: String, points: [Point])]

  /// A point of the rate–distortion plane.
  struct Point: Equatable {
    let rateBitsPerSample: Double
    let distortion: Double
  }

  /// Reads the analytic points of such results.
  init(_ results: ResultSet) throws {
    let rows = try results.table("points.csv").rows.filter {
      try $0.text("rate_kind") == "analytic"
    }
    func points(_ rows: [ResultRow]) throws -> [Point] {
      try rows.map {
        Point(
          rateBitsPerSample: try $0.number("rate_bits_per_sample"),
          distortion: try $0.number("distortion"))
      }
      .sorted { ($0.rateBitsPerSample, -$0.distortion) < ($1.rateBitsPerSample, -$1.distortion) }
    }
    bound = try points(rows.filter { try $0.text("method") == "rate-distortion-function" })

    let naive = try rows.filter { try $0.text("method") == "naive" }
    copying = try Set(naive.compactMap { try $0.optionalInteger("bits") }).sorted().map { bits in
      (bits, try points(naive.filter { try $0.optionalInteger("bits") == bits }))
    }
    let unquantised = try naive.filter { try $0.optionalInteger("bits") == nil }
    copyingUnquantised = Dictionary(
      try unquantised.map { (try $0.integer("latent_dimension"), try $0.number("distortion")) },
      uniquingKeysWith: { first, _ in first })

    let quantisers = try rows.filter {
      !["rate-distortion-function", "naive"].contains(try $0.text("method"))
    }
    scalarQuantisers = try distinct(quantisers.map { try $0.text("method") }).map { method in
      (method, try points(quantisers.filter { try $0.text("method") == method }))
    }
  }
}
