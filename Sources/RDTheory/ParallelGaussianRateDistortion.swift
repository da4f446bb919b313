import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of independent Gaussian components under mean-square error, by reverse water-filling.
///
/// A component of variance `v` gets the distortion `min(v, theta)` and the rate `max(0, ln(v / theta) / 2)` with the water level
/// `theta`; rate and distortion are means over the components. A block of a stationary Gaussian process is such a vector, with
/// the eigenvalues of its covariance as variances.
///
/// > Source: [kolmogorov1956]; [cover2006], theorem 10.3.3.
package struct ParallelGaussianRateDistortion: RateDistortionFunction, Equatable {
  /// The variances, descending, shape `[n]`, in squared source units.
  package let variances: [Double]

  /// The sum of the variances from each index on, shape `[n + 1]`.
  private let remainders: [Double]

  /// The sum of the logarithms of the variances before each index, shape `[n + 1]`, in nats.
  private let logarithms: [Double]

  package init(of components: ParallelGaussians) {
    self.init(sorted: components.variances.sorted(by: >))
  }

  /// The function of blocks of `blocklength` samples of a process: `R_n(D)`.
  ///
  /// - Throws: `NumericsError` if the eigenvalues of the covariance cannot be found.
  /// - Precondition: `blocklength` is positive.
  /// - Complexity: O(n^3).
  package init(of process: any StationaryGaussianProcess, blocklength: Int) throws(NumericsError) {
    precondition(blocklength > 0, "a block holds at least one sample")
    let covariances = process.autocovariances(count: blocklength)
    var matrix = [Double](repeating: 0, count: blocklength * blocklength)
    for i in 0..<blocklength {
      for j in 0..<blocklength { matrix[i * blocklength + j] = covariances[abs(i - j)] }
    }
    let values = try SymmetricEigendecomposition.values(of: matrix, order: blocklength)
    // Rounding may have made the smallest of them negative.
    self.init(sorted: values.map { max($0, 0) })
  }

  private init(sorted: [Double]) {
    variances = sorted
    var sum = CompensatedSum()
    var remainders = [0.0]
    for variance in sorted.reversed() {
      sum.add(variance)
      remainders.append(sum.value)
    }
    self.remainders = remainders.reversed()
    var logarithm = CompensatedSum()
    var logarithms = [0.0]
    for variance in sorted {
      logarithm.add(Double.log(variance))
      logarithms.append(logarithm.value)
    }
    self.logarithms = logarithms
  }

  package var distortionMeasure: DistortionMeasure { .meanSquaredError }

  /// The mean of the variances.
  package var zeroRateDistortion: Double { remainders[0] / Double(variances.count) }

  /// The number of components of positive rate at a distortion.
  package func activeCount(atDistortion distortion: Double) -> Int {
    let total = distortion * Double(variances.count)
    guard total < remainders[0] else { return 0 }
    // With the water level at the k-th variance, the total distortion falls as k grows.
    var (low, high) = (1, variances.lastIndex { $0 > 0 }.map { $0 + 1 } ?? 1)
    while low < high {
      let k = (low + high + 1) / 2
      if Double(k) * variances[k - 1] + remainders[k] > total { low = k } else { high = k - 1 }
    }
    return low
  }

  /// Reverse water-filling, or 0 from the mean variance on.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    let count = activeCount(atDistortion: distortion)
    guard count > 0 else { return .exact(.zero) }
    let level = level(atDistortion: distortion, activeCount: count)
    let nats = (logarithms[count] - Double(count) * Double.log(level)) / 2
    return .exact(.nats(max(nats, 0) / Double(variances.count)))
  }

  private func level(atDistortion distortion: Double, activeCount count: Int) -> Double {
    (distortion * Double(variances.count) - remainders[count]) / Double(count)
  }

  /// Half the mean of `min(1, v / theta)^2` at the water level: a component below it is reproduced by 0, at a cost of
  /// `x^2 / (2 theta)`.
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    let count = activeCount(atDistortion: distortion)
    guard count > 0 else { return nil }
    let level = level(atDistortion: distortion, activeCount: count)
    var sum = CompensatedSum()
    sum.add(Double(count))
    for variance in variances[count...] { sum.add((variance / level) * (variance / level)) }
    return RateDispersion(squaredNats: sum.value / Double(2 * variances.count))
  }

  /// The mean of `min(v, theta)` at the water level of that rate.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    let total = 2 * rate.nats * Double(variances.count)
    var (low, high) = (1, variances.lastIndex { $0 > 0 }.map { $0 + 1 } ?? 1)
    // With the water level at the k-th variance, the total rate grows with k.
    while low < high {
      let k = (low + high + 1) / 2
      if logarithms[k] - Double(k) * Double.log(variances[k - 1]) < total {
        low = k
      } else {
        high = k - 1
      }
    }
    let level = Double.exp((logarithms[low] - total) / Double(low))
    return .exact((Double(low) * level + remainders[low]) / Double(variances.count))
  }
}
