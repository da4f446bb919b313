import Foundation
import Testing

/// The measured numbers of the Gaussian experiment against other code, and against one another.
///
/// The case is that of `scripts/oracles/gaussian_experiment.py`.
@Suite("Numbers of the Gaussian experiment")
struct GaussianNumbersTests {
  private static let specification = """
    experiment = "gaussian"
    dims = [3, 7]
    input = 12
    train = 400
    test = 101
    epochs = 5
    hidden = 9
    repetitions = 2
    bits = "2-3"
    seed = 13
    """

  private static let tables = Result { try results(of: specification) }

  /// What tells the measured points of a repetition apart.
  private static let point = ["latent_dimension", "repetition", "latent_quantiser", "bits"]

  private func measured(_ method: String) throws -> [ResultRecord] {
    try Self.tables.get().points.filter {
      try $0.text("method") == method && !$0.text("repetition").isEmpty
    }
  }

  /// What single precision leaves open.
  ///
  /// It rounds latents and reconstructions, all below 4, by at most half of 2^-22 each. That moves an error of mean
  /// square D by at most 2 sqrt(D) 2^-22, where D < 1. Which level is the nearest may change, but the error is continuous
  /// there.
  private let tolerance = 5e-7

  @Test("naive and linear code: errors, intervals, differences and gaps are those of other code")
  func oracle() throws {
    let columns = ["method"] + Self.point
    let points = Dictionary(
      uniqueKeysWithValues: try (measured("naive") + measured("pca")).map {
        (try $0.key(columns), $0)
      })
    let reference = try ResultRecord.reference("gaussian-experiment")
    #expect(reference.count == 72)
    #expect(points.count == reference.count)
    for row in reference {
      let key = try row.key(columns)
      let point = try #require(points[key], "no point \(key)")
      #expect(try point.text("seed") == row.text("seed"))
      #expect(try point.text("sample_count") == "101")
      for column in [
        "distortion", "distortion_ci95", "training_distortion", "difference_to_naive",
        "difference_to_naive_ci95",
      ] where try !row.text(column).isEmpty {
        #expect(
          try isClose(point.number(column), row.number(column), within: tolerance),
          "\(column) of \(key)")
      }
      guard try !row.text("bits").isEmpty else {
        #expect(try point.text("rate_bits_per_sample").isEmpty)
        #expect(try point.text("gap_decibels").isEmpty)
        continue
      }
      // 12 digits are printed.
      #expect(
        try isClose(
          point.number("rate_bits_per_sample"), row.number("rate_bits_per_sample"), within: 1e-11))
      // d gap = 10 / ln 10 dD / D, and every D here is above 0.3.
      #expect(
        try isClose(
          point.number("gap_decibels"), row.number("gap_decibels"),
          within: tolerance * 10 / log(10) / 0.3),
        "gap of \(key)")
    }
  }

  @Test("every measured point: the bound, the gap and the difference follow from the errors")
  func consistency() throws {
    let naive = Dictionary(
      uniqueKeysWithValues: try measured("naive").map { (try $0.key(Self.point), $0) })
    let points = try ["naive", "pca", "autoencoder"].flatMap { try measured($0) }
    #expect(points.count == 3 * naive.count)
    // A few roundings of double precision.
    let rounding = 1e-14
    for point in points {
      let error = try point.number("distortion")
      let other = try #require(naive[point.key(Self.point)])
      let label: Comment = "\(point.fields)"
      #expect(try point.text("status") == "ok", label)
      #expect(
        try isClose(
          point.number("difference_to_naive"), error - other.number("distortion"), within: rounding),
        label)
      #expect(
        try isClose(
          point.number("bound_rate_bits_per_sample"), max(0, 0.5 * log2(1 / error)),
          within: rounding),
        label)
      guard try !point.text("bits").isEmpty else { continue }
      let rate = try point.number("latent_dimension") * point.number("bits") / 12
      let bound = exp2(-2 * rate)
      #expect(try isClose(point.number("rate_bits_per_sample"), rate, within: rounding), label)
      #expect(try isClose(point.number("bound_distortion"), bound, within: rounding), label)
      #expect(
        try isClose(
          point.number("gap_decibels"), 10 * log10(error / bound), within: 10 * rounding),
        label)
    }
  }

  @Test("the autoencoder's error is that of the last epoch of its training curve")
  func trainingCurve() throws {
    let last = try Self.tables.get().history.filter { try $0.text("epoch") == "5" }
    #expect(last.count == 4)
    for row in last {
      let place = ["latent_dimension", "repetition"]
      let candidate = try measured("autoencoder").first {
        try $0.text("latent_quantiser").isEmpty && $0.key(place) == row.key(place)
      }
      let point = try #require(candidate)
      // The network sums an error in single precision: 12 terms of the same sign, each with a few roundings of 2^-24.
      #expect(
        try isClose(
          point.number("distortion"), row.number("test_loss"),
          within: 16 * 0x1p-24 * point.number("distortion")))
    }
  }

  @Test("the summary: means, and the larger of the two half-widths")
  func summary() throws {
    // The 0.975 quantile of Student's t with one degree of freedom is tan(0.475 pi), of the Cauchy distribution.
    let student = 12.706204736174705
    let columns = ["variant", "method", "latent_dimension", "latent_quantiser", "bits"]
    let (points, summary, _) = try Self.tables.get()
    #expect(summary.count == 3 * 2 * (1 + 4 * 2))
    var (studentIsLarger, measuredIsLarger) = (0, 0)
    for row in summary {
      let group = try points.filter {
        try !$0.text("repetition").isEmpty && $0.key(columns) == row.key(columns)
      }
      #expect(try row.text("repetitions") == "2")
      try #require(group.count == 2)
      let label: Comment = "\(row.fields)"
      for column in [
        "rate_bits_per_sample", "distortion", "training_distortion", "difference_to_naive",
        "bound_distortion", "gap_decibels",
      ] {
        guard try !group[0].text(column).isEmpty else {
          #expect(try row.text(column).isEmpty, label)
          continue
        }
        let mean = try (group[0].number(column) + group[1].number(column)) / 2
        // A few roundings, as below.
        #expect(try isClose(row.number(column), mean, within: 1e-14), label)
      }
      for column in ["distortion", "difference_to_naive"] {
        // Of two values the standard error of the mean is half their distance.
        let distance = try abs(group[0].number(column) - group[1].number(column))
        let overRepetitions = student * distance / 2
        let within = try group.map { point in try point.number(column + "_ci95") }
        let fromMeasurements = hypot(within[0], within[1]) / 2
        #expect(
          try isClose(
            row.number(column + "_ci95"), max(overRepetitions, fromMeasurements), within: 1e-14),
          label)
        if overRepetitions > fromMeasurements {
          studentIsLarger += 1
        } else {
          measuredIsLarger += 1
        }
      }
    }
    // Both kinds are really tested; the 18 differences of the naive code from itself are zero in either.
    #expect(studentIsLarger > 0 && measuredIsLarger > 18)
  }
}

/// The tables of a run of an experiment.
func results(
  of specification: String
) throws -> (points: [ResultRecord], summary: [ResultRecord], history: [ResultRecord]) {
  let folder = try TemporaryFolder()
  let report = try run(specification, into: folder.path + "/r", jobs: 2)
  #expect(report.failures.isEmpty)
  return (
    try ResultRecord.rows(of: folder.path + "/r/points.csv"),
    try ResultRecord.rows(of: folder.path + "/r/summary.csv"),
    try ResultRecord.rows(of: folder.path + "/r/history.csv")
  )
}
