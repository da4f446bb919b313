import RDCore
import RDNumerics
import RDSources
import RealModule

/// Training samples of a trellis quantiser, and the statistics of their encoding.
///
/// All is in standard units: less the mean of the source, divided by its standard deviation.
struct TrellisTraining {
  /// The statistics of encoded samples.
  struct Statistics {
    /// The number of samples of each half of the sequence at each level, shape `[2][M]`.
    private(set) var counts: [[Double]]

    /// The sum of the samples at each level, shape `[M]`.
    private(set) var sums: [Double]

    /// The sum of the information contents of the samples at each level, shape `[M]`, in bits.
    private(set) var surpriseSums: [Double]

    /// The sum of the squares of all information contents.
    private(set) var surpriseSquareSum = 0.0

    private(set) var meanSquaredError: Double

    /// The statistics of no samples.
    init(levelCount: Int) {
      counts = Array(repeating: Array(repeating: 0, count: levelCount), count: 2)
      sums = Array(repeating: 0, count: levelCount)
      surpriseSums = sums
      meanSquaredError = 0
    }

    /// The number of samples at a level.
    func count(_ level: Int) -> Double { counts[0][level] + counts[1][level] }

    /// Adds quantised samples.
    ///
    /// - Parameters:
    ///   - samples: shape `[n]`.
    ///   - surprises: the information content of each sample: minus the logarithm of its density, less its mean, in bits, shape
    ///     `[n]`.
    ///   - members: the level of each sample, shape `[n]`.
    ///   - levels: shape `[M]`.
    mutating func count(
      _ samples: ArraySlice<Double>, surprises: ArraySlice<Double>, members: [Int32],
      levels: [Double]
    ) {
      var squares = CompensatedSum()
      for i in samples.indices {
        let level = Int(members[i])
        counts[i < samples.count / 2 ? 0 : 1][level] += 1
        sums[level] += samples[i]
        surpriseSums[level] += surprises[i]
        surpriseSquareSum += surprises[i] * surprises[i]
        let error = samples[i] - levels[level]
        squares.add(error * error)
      }
      meanSquaredError = squares.value / Double(samples.count)
    }

    /// Averages the statistics of each level and its mirror image: as if the negated samples had been encoded too.
    mutating func symmetrise() {
      let last = sums.count - 1
      for level in 0...(last / 2) {
        let mirror = last - level
        for half in 0..<2 {
          let both = (counts[half][level] + counts[half][mirror]) / 2
          counts[half][level] = both
          counts[half][mirror] = both
        }
        let surprise = (surpriseSums[level] + surpriseSums[mirror]) / 2
        surpriseSums[level] = surprise
        surpriseSums[mirror] = surprise
        let difference = (sums[mirror] - sums[level]) / 2
        sums[mirror] = difference
        sums[level] = -difference
      }
    }
  }

  package let code: TrellisCode

  /// The samples, shape `[n]`.
  package let samples: [Double]

  /// Whether the source is even about its mean.
  package let isSymmetric: Bool

  /// The information content of each sample: minus the logarithm of its density, less its mean over the source, in bits, shape
  /// `[n]`.
  private let surprises: [Double]

  private let search: TrellisSearch
  private var members: [Int32]

  /// Draws the samples.
  init(
    code: TrellisCode, density: any UnivariateDistribution, sampleCount: Int, seed: SeedPath
  ) {
    self.code = code
    isSymmetric = density.isSymmetric
    let mean = density.mean
    let scale = density.standardDeviation
    let entropy = density.differentialEntropy.bits
    var stream = RandomStream(seed: seed["trellis", "training"])
    var samples: [Double] = []
    var surprises: [Double] = []
    samples.reserveCapacity(sampleCount)
    surprises.reserveCapacity(sampleCount)
    for _ in 0..<sampleCount {
      let sample = density.sample(using: &stream)
      samples.append((sample - mean) / scale)
      // At a pole or an end of the support, rounding may make the density zero or infinite.
      let surprise = -Double.log2(density.density(at: sample)) - entropy
      surprises.append(surprise.isFinite ? surprise : 0)
    }
    self.samples = samples
    self.surprises = surprises
    search = TrellisSearch(code: code, sequenceLength: sampleCount)
    members = Array(repeating: 0, count: sampleCount)
  }

  /// Encodes the first samples.
  ///
  /// - Parameters:
  ///   - levels: shape `[M]`; mirror images of one another if the source is symmetric.
  ///   - penalties: shape `[M]`.
  ///   - count: number of samples; all of them if `nil`.
  /// - Returns: the statistics.
  package mutating func encode(
    levels: [Double], penalties: [Double], count: Int? = nil
  ) -> Statistics {
    let count = count ?? samples.count
    let codebook = SubsetSearch(positions: levels, penalties: penalties)
    samples.withUnsafeBufferPointer { samples in
      members.withUnsafeMutableBufferPointer { members in
        var state = 0
        search.search(
          UnsafeBufferPointer(rebasing: samples[..<count]), location: 0, scale: 1,
          codebook: codebook, from: &state,
          members: UnsafeMutableBufferPointer(rebasing: members[..<count]))
      }
    }
    var statistics = Statistics(levelCount: levels.count)
    statistics.count(
      samples[..<count], surprises: surprises[..<count], members: members, levels: levels)
    if isSymmetric { statistics.symmetrise() }
    return statistics
  }
}

extension TrellisTraining.Statistics {
  /// The mean of the samples at each level; a level without samples stays.
  package func centroids(from levels: [Double]) -> [Double] {
    // The old level counts as one sample, so that a level with few of them does not follow every draw.
    levels.indices.map { (sums[$0] + levels[$0]) / (count($0) + 1) }
  }

  /// The mean code length over the source, in bits, from the lengths on the samples.
  ///
  /// Samples of a higher information content than the source has on average also have longer symbols. The mean information
  /// content of the source is known, so the excess of the samples is subtracted, with the least-squares coefficient: a control
  /// variate.
  ///
  /// - Parameter lengths: the code length of the symbol of each level, in bits, shape `[M]`.
  /// - Returns: the mean, in bits.
  func meanLength(_ lengths: [Double]) -> Double {
    let total = lengths.indices.reduce(0) { $0 + count($1) }
    var mean = 0.0
    var product = 0.0
    for level in lengths.indices {
      mean += lengths[level] * count(level) / total
      product += lengths[level] * surpriseSums[level] / total
    }
    let surprise = surpriseSums.reduce(0, +) / total
    let variance = surpriseSquareSum / total - surprise * surprise
    // Rounding leaves next to nothing of the variance of a constant density.
    guard variance > 1e-9 else { return mean }
    return mean - (product - mean * surprise) / variance * surprise
  }
}
