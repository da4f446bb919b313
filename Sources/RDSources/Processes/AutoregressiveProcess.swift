import RDCore
import RDNumerics
import RealModule

/// The stationary autoregressive Gaussian process of order `p`: `x[t] = a[1] x[t-1] + … + a[p] x[t-p] + e[t]` with independent
/// normal `e`.
///
/// The predictors of all lower orders are kept: they give the covariances, and sample paths that are stationary from the first
/// sample on.
///
/// > Source: [durbin1960].
package struct AutoregressiveProcess: StationaryGaussianProcess, Equatable {
  /// The coefficients `a`, shape `[p]`.
  package let coefficients: [Double]

  /// The variance of a sample, in squared source units.
  package let variance: Double

  /// The best linear predictor from the last `m` samples, for `m` from 0 to `p`, shape `[p + 1][m]`.
  private let predictors: [[Double]]

  /// The mean-square errors of the predictors, shape `[p + 1]`; all above 0.
  private let errors: [Double]

  /// The greatest order.
  static let orderLimit = 256

  /// The process of given coefficients and standard deviation.
  ///
  /// - Throws: `ProcessError/notStationary(order:reflection:)` if its covariances would be infinite.
  /// - Precondition: at least one coefficient, all finite; the standard deviation lies between 1e-150 and 1e150.
  /// - Complexity: O(p^2).
  package init(
    coefficients: [Double], standardDeviation: Double = 1
  ) throws(ProcessError) {
    precondition(!coefficients.isEmpty && SourceScale.range.contains(standardDeviation))
    // Durbin's recursion backwards: the last coefficient of each predictor is the reflection coefficient.
    var predictors = [coefficients]
    while let predictor = predictors.last, let reflection = predictor.last {
      guard abs(reflection) < 1 else {
        throw .notStationary(order: predictor.count, reflection: reflection)
      }
      let gain = (1 - reflection) * (1 + reflection)
      let order = predictor.count
      predictors.append(
        (0..<(order - 1)).map { i in
          (predictor[i] + reflection * predictor[order - 2 - i]) / gain
        })
    }
    predictors.reverse()
    variance = standardDeviation * standardDeviation
    var errors = [variance]
    for predictor in predictors.dropFirst() {
      let reflection = predictor[predictor.count - 1]
      errors.append(errors[errors.count - 1] * ((1 - reflection) * (1 + reflection)))
    }
    self.coefficients = coefficients
    self.predictors = predictors
    self.errors = errors
  }

  /// The process of least order with given first autocovariances.
  ///
  /// - Parameter autocovariances: `r(0) ... r(p)`, shape `[p + 1]`.
  /// - Throws: `ProcessError/notPositiveDefinite(order:)` unless the covariance matrix is positive definite.
  /// - Precondition: at least two numbers, all finite; the root of the first lies between 1e-150 and 1e150.
  /// - Complexity: O(p^2).
  package init(autocovariances: [Double]) throws(ProcessError) {
    precondition(
      autocovariances.count >= 2
        && SourceScale.range.contains(autocovariances[0].squareRoot()))
    var predictors: [[Double]] = [[]]
    var errors = [autocovariances[0]]
    for order in 1..<autocovariances.count {
      let last = predictors[order - 1]
      let error = errors[order - 1]
      var sum = autocovariances[order]
      for i in 0..<(order - 1) { sum -= last[i] * autocovariances[order - 1 - i] }
      let reflection = sum / error
      guard abs(reflection) < 1 else { throw .notPositiveDefinite(order: order + 1) }
      predictors.append(
        (0..<(order - 1)).map { last[$0] - reflection * last[order - 2 - $0] } + [reflection])
      errors.append(error * ((1 - reflection) * (1 + reflection)))
    }
    coefficients = predictors[predictors.count - 1]
    variance = autocovariances[0]
    self.predictors = predictors
    self.errors = errors
  }

  /// The mean-square error of the best predictor from the last `p` samples.
  package var innovationVariance: Double { errors[errors.count - 1] }

  /// Whether the order is 1.
  package var isMarkov: Bool { coefficients.dropFirst().allSatisfy { $0 == 0 } }

  /// The innovation's variance over the squared magnitude of `1 - a[1] exp(-i w) - … - a[p] exp(-i p w)`.
  package func spectralDensity(at frequency: Double) -> Double {
    var real = 1.0
    var imaginary = 0.0
    for (i, coefficient) in coefficients.enumerated() {
      let angle = Double(i + 1) * frequency
      real -= coefficient * Double.cos(angle)
      imaginary += coefficient * Double.sin(angle)
    }
    return innovationVariance / (real * real + imaginary * imaginary)
  }

  /// The autocovariances, each computed from the ones before it.
  ///
  /// - Complexity: O(p count).
  package func autocovariances(count: Int) -> [Double] {
    var covariances: [Double] = []
    for lag in 0..<count {
      guard lag > 0 else {
        covariances.append(variance)
        continue
      }
      let order = min(lag, coefficients.count)
      let predictor = predictors[order]
      // By the predictor of the order before, whose error is uncorrelated with the samples that it uses.
      var sum = 0.0
      if lag <= coefficients.count {
        let last = predictors[lag - 1]
        sum = predictor[lag - 1] * errors[lag - 1]
        for i in last.indices { sum += last[i] * covariances[lag - 1 - i] }
      } else {
        for i in predictor.indices { sum += predictor[i] * covariances[lag - 1 - i] }
      }
      covariances.append(sum)
    }
    return covariances
  }

  /// Draws each sample from the ones before it, the first ones by the predictors of lower order.
  package func fill(_ samples: inout [Double], using stream: inout RandomStream) {
    let deviations = errors.map { $0.squareRoot() }
    samples.withUnsafeMutableBufferPointer { samples in
      for t in samples.indices {
        let order = min(t, coefficients.count)
        var sample = deviations[order] * StandardNormal.quantile(stream.nextUniform())
        predictors[order].withUnsafeBufferPointer { predictor in
          for i in 0..<order { sample += predictor[i] * samples[t - 1 - i] }
        }
        samples[t] = sample
      }
    }
  }
}
