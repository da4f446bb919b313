import RDCore
import RDExperiments
import RDSources
import RDTheory

/// The theoretical bounds of a source as rows of a table, with points of simple codes.
package struct BoundTable {
  /// The points at which the functions are evaluated.
  package enum Points: Sendable {
    /// At rates, in bits per sample.
    case rates([Double])

    /// At distortions, in the unit of the measure.
    case distortions([Double])
  }

  /// A point of a curve or of a code.
  package struct Row: Sendable {
    /// `rd`, another bound, or the code in the form of a descriptor.
    var quantity: String

    /// In the unit of the measure; `nil` where D(R) is not known well enough.
    var distortion: Double?

    /// Certified bounds of the distortion at this rate; `nil` where the distortion was asked for, and for a bound or a code.
    var distortionBounds: Enclosure<Double>?

    /// In bits per sample; infinite for a code that keeps exact numbers, `nil` where a bound says nothing or R(D) is not known well enough.
    var rate: Double?

    /// Certified bounds of the rate at this distortion; `nil` where the rate was asked for, and for a bound or a code.
    var rateBounds: Enclosure<Information>?

    /// The blocklength; `nil` in the limit of long blocks.
    var blocklength: Int?

    /// The probability with which a block's distortion may exceed that of the row.
    var excessProbability: Double?

    /// The rate-dispersion function at this distortion; `nil` but for the normal approximation below `D(0)`.
    var dispersion: RateDispersion?

    /// Why a normal approximation has no rate, apart from an infinite dispersion.
    var obstacle: String?

    /// What to know about the row: that no code reaches a distortion, or of the normal approximation.
    var status: String? {
      if quantity == "rd", rate == .infinity { return "unattainable" }
      if let obstacle { return obstacle }
      guard let dispersion else { return nil }
      if !dispersion.squaredNats.isFinite { return "infinite-dispersion" }
      if dispersion.isFormal { return "formal" }
      return dispersion.isZero ? "zero-dispersion" : nil
    }
  }

  /// The longest block of a process.
  static let longestBlock = 4096

  let source: Source
  let name: String
  let measure: DistortionMeasure
  let function: any RateDistortionFunction
  private let shannon: ShannonLowerBound?
  let jobs: Int
  let observer: (any ProgressObserver)?

  /// The table of a source.
  ///
  /// - Parameters:
  ///   - source: the source.
  ///   - name: its descriptor.
  ///   - measure: the distortion measure; by default Hamming for discrete sources, else the mean-square error.
  ///   - jobs: the number of points that are computed concurrently; no result depends on it.
  ///   - observer: receives the progress.
  /// - Throws: `Diagnosis` for a measure that does not fit the source, or what the computation throws.
  package init(
    source: Source, name: String, measure: DistortionMeasure?, jobs: Int,
    observer: (any ProgressObserver)? = nil
  ) throws {
    let chosen = measure ?? source.defaultMeasure
    self.source = source
    self.name = name
    self.measure = chosen
    guard let function = try RateDistortionCatalogue.function(of: source, measure: chosen) else {
      let fitting = try DistortionMeasure.allCases.filter {
        try RateDistortionCatalogue.function(of: source, measure: $0) != nil
      }
      throw Diagnosis.wrongUse(
        "No bound under the measure '\(chosen.rawValue)' is known for '\(name)', \(source.kind). Take --measure \(fitting.map(\.rawValue).joined(separator: " or "))."
      )
    }
    self.function = function
    self.jobs = jobs
    self.observer = observer
    shannon = ShannonLowerBound(of: source, measure: chosen)
  }

  /// The table of a discrete source under a matrix of distortions.
  ///
  /// - Parameters:
  ///   - source: `K` symbols.
  ///   - name: its descriptor.
  ///   - matrix: the distortion of each symbol by each reproduction, shape `[K][M]`; what is infinite is forbidden.
  ///   - jobs: the number of points that are computed concurrently; no result depends on it.
  ///   - observer: receives the progress.
  /// - Throws: `Diagnosis` for a source that is not discrete, or a matrix that is not one of its distortions.
  package init(
    source: Source, name: String, matrix: [[Double]], jobs: Int,
    observer: (any ProgressObserver)? = nil
  ) throws(Diagnosis) {
    guard case .discrete(let discrete) = source else {
      throw Diagnosis.wrongUse(
        "--distortion-matrix: '\(name)' is \(source.kind), but a matrix has a row for each symbol of a discrete source. Use bernoulli:p=…, discrete:probabilities=… or pmf:file=…."
      )
    }
    guard matrix.count == discrete.symbolCount else {
      throw Diagnosis.wrongUse(
        "--distortion-matrix: the file has \(matrix.count) rows, but '\(name)' has \(discrete.symbolCount) symbols. Give a row for each symbol and a column for each reproduction."
      )
    }
    for (row, distortions) in matrix.enumerated() {
      if let column = distortions.firstIndex(where: { $0 < 0 }) {
        throw Diagnosis.wrongUse(
          "--distortion-matrix: row \(row + 1), column \(column + 1) is \(distortions[column]), but a distortion is not negative."
        )
      }
    }
    let used = matrix.indices.filter { discrete.probabilities[$0] > 0 }
    guard
      matrix[0].indices.contains(where: { column in used.allSatisfy { matrix[$0][column].isFinite }
      })
    else {
      throw Diagnosis.wrongUse(
        "--distortion-matrix: every reproduction is infinitely far from some symbol, so that no distortion is reached at a rate of 0. Give a column without 'inf'."
      )
    }
    self.source = source
    self.name = name
    measure = .matrix
    function = BlahutArimoto(of: discrete, distortions: matrix, measure: .matrix)
    shannon = nil
    self.jobs = jobs
    self.observer = observer
  }

  /// The rate–distortion function, then the bounds that hold for blocks of any length, at the same distortions.
  ///
  /// - Throws: `Diagnosis` for a rate whose distortion underflows.
  package func curves(at points: Points) throws -> [Row] {
    let curve = try rows(of: function, at: points)
    var rows = curve
    if let shannon {
      for case let distortion? in curve.map(\.distortion) where distortion > 0 {
        let rate = shannon.ratePerSample(atDistortion: distortion)
        rows.append(
          Row(quantity: "shannon-lower-bound", distortion: distortion, rate: rate.bits))
      }
    }
    if case .density(let density) = source, measure == .meanSquaredError {
      let bound = GaussianUpperBound(variance: density.variance)
      for case let distortion? in curve.map(\.distortion) {
        let rate = bound.ratePerSample(atDistortion: distortion)
        rows.append(
          Row(quantity: "gaussian-upper-bound", distortion: distortion, rate: rate.bits))
      }
    }
    return rows
  }

  func rows(
    of function: any RateDistortionFunction, at points: Points, blocklength: Int? = nil
  ) throws -> [Row] {
    switch points {
    case .rates(let rates):
      return try concurrentMap(rates, jobs: jobs, observer: observer) { rate in
        let bounds = function.distortion(atRatePerSample: .bits(rate))
        // Symbols are lossless from their entropy on; real numbers never are.
        let isLossless = if case .discrete = source { bounds.upper == 0 } else { false }
        guard bounds.lower.isNormal || isLossless else {
          throw Diagnosis.wrongUse(
            "The distortion of '\(name)' at \(rate) bits per sample is too small to be written as a number. Take a lower rate or a wider source."
          )
        }
        return Row(
          quantity: "rd", distortion: bounds.value, distortionBounds: bounds, rate: rate,
          blocklength: blocklength)
      }
    case .distortions(let distortions):
      return try concurrentMap(distortions, jobs: jobs, observer: observer) { distortion in
        let bounds = function.ratePerSample(atDistortion: distortion)
        return Row(
          quantity: "rd", distortion: distortion, rate: bounds.value?.bits, rateBounds: bounds,
          blocklength: blocklength)
      }
    }
  }
}
