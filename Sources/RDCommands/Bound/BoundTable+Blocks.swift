import RDCore
import RDExperiments
import RDTheory

extension BoundTable {
  var approximation: NormalApproximation { NormalApproximation(of: function) }

  /// The bounds for blocks of some lengths.
  ///
  /// - Parameters:
  ///   - points: rates or distortions; rates are converted to distortions by the rate–distortion function.
  ///   - blocklengths: the samples of a block.
  ///   - excessProbability: the excess-distortion probability; `nil` for the mean distortion over blocks of a
  ///     process.
  /// - Returns: a row for each bound, blocklength and point whose distortion is known.
  /// - Throws: `Diagnosis` without an excess probability unless the source is a process, or what a computation throws.
  package func blocks(
    at points: Points, blocklengths: [Int], excessProbability: Double?
  ) throws -> [Row] {
    guard let excessProbability else { return try processBlocks(at: points, blocklengths) }
    let bounds = FiniteBlocklengthCatalogue.bounds(of: source, measure: measure)
    let known = try rows(of: function, at: points).compactMap(\.distortion).filter { $0 > 0 }
    return try rows(
      of: [approximation] + bounds, at: known, blocklengths: blocklengths,
      excessProbability: excessProbability)
  }

  func rows(
    of bounds: [any FiniteBlocklengthBound], at distortions: [Double], blocklengths: [Int],
    excessProbability: Double
  ) throws -> [Row] {
    try concurrentMap(distortions, jobs: jobs, observer: observer) { distortion in
      try blocklengths.flatMap { blocklength in
        func row(of bound: any FiniteBlocklengthBound) throws -> Row {
          let rate = try bound.rate(
            atDistortion: distortion, blocklength: blocklength,
            excessProbability: excessProbability)
          var row = Row(
            quantity: bound.quantity, distortion: distortion, rate: rate?.bits,
            blocklength: blocklength, excessProbability: excessProbability)
          if let approximation = bound as? NormalApproximation {
            row.dispersion = approximation.dispersion(atDistortion: distortion)
            if rate == nil { row.obstacle = obstacle(at: distortion, row.dispersion) }
          }
          return row
        }
        return try bounds.map(row)
      }
    }.flatMap { $0 }
  }

  /// Why the normal approximation has no rate at a distortion of this dispersion; `nil` where that is infinite.
  private func obstacle(at distortion: Double, _ dispersion: RateDispersion?) -> String? {
    if distortion >= function.zeroRateDistortion { return "zero-rate" }
    if dispersion?.squaredNats.isFinite == false { return nil }
    guard let rate = function.ratePerSample(atDistortion: distortion).value else {
      return "wide-enclosure"
    }
    if rate.bits == .infinity { return "unattainable" }
    return dispersion == nil ? "least-distortion" : "not-positive"
  }

  private func processBlocks(at points: Points, _ blocklengths: [Int]) throws -> [Row] {
    guard case .process(let process) = source else {
      throw Diagnosis.wrongUse(
        "--blocklength needs --excess for '\(name)': the probability with which the distortion of a block may be above its limit, as in --excess 0.01."
      )
    }
    var rows: [Row] = []
    for blocklength in blocklengths {
      guard blocklength <= Self.longestBlock else {
        throw Diagnosis.wrongUse(
          "A block of \(blocklength) samples of a process is too long: the eigenvalues of its covariance are computed for at most \(Self.longestBlock). Take a shorter block, or leave --blocklength out for the limit of long ones."
        )
      }
      let function = try ParallelGaussianRateDistortion(of: process, blocklength: blocklength)
      rows += try self.rows(of: function, at: points, blocklength: blocklength)
    }
    return rows
  }
}
