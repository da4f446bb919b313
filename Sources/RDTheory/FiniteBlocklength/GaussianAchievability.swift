import RDCore
import RDNumerics
import RealModule

/// The achievability bound for Gaussian samples under mean-square error: random codewords on a sphere.
///
/// With `M` codewords on a sphere of radius `r sqrt(n)` (in standard deviations), a block is not covered with probability
/// `E (1 - Omega(S))^M`, where `S` is the block's mean square and `Omega` the fraction of the sphere within the distortion `d` of
/// it: a cap whose angle has the cosine `(S + r^2 - d) / (2 r sqrt(S))`. The areas of the caps are exact, where [kostina2012]
/// bounds them from below, and `r` is by default the best one, where it takes `r^2 = 1 - d`; both lower the rate.
///
/// > Source: [kostina2012], theorem 37; random coding [shannon1959].
package struct GaussianAchievability: FiniteBlocklengthBound {
  /// The radius of the sphere of codewords.
  package enum Radius: Sendable {
    /// The radius of least rate.
    case optimal

    /// `r^2 = 1 - d`, that of the optimal test channel.
    case testChannel
  }

  /// The variance of a sample, in squared source units.
  package let variance: Double

  /// The radius of the sphere.
  package let radius: Radius

  /// The bound for samples of a given variance.
  ///
  /// - Precondition: `variance` is positive and finite.
  package init(variance: Double, radius: Radius = .optimal) {
    precondition(variance > 0 && variance.isFinite)
    self.variance = variance
    self.radius = radius
  }

  package var quantity: String { "achievability" }

  package var distortionMeasure: DistortionMeasure { .meanSquaredError }

  package var zeroRateDistortion: Double { variance }

  /// The bound; 0 where a single codeword, the mean, suffices.
  package func rate(
    atDistortion distortion: Double, blocklength: Int, excessProbability: Double
  ) throws -> Information? {
    let n = blocklength
    let d = distortion / variance
    let chiSquare = ChiSquare(degreesOfFreedom: Double(n))
    let quantile = try chiSquare.upperQuantile(excessProbability) / Double(n)
    guard d < quantile else { return .zero }
    func logSize(_ square: Double) -> Double {
      let cover = Cover(
        dimension: n, distortion: d, squaredRadius: square, chiSquare: chiSquare)
      return cover.logSize(
        excessProbability: excessProbability, start: Double(n) * Double.log(quantile / d) / 2)
    }
    var nats: Double
    switch radius {
    case .testChannel:
      guard d < 1 else { return nil }
      nats = logSize(1 - d)
    case .optimal:
      // Golden-section search about a sphere whose caps are the largest at the quantile.
      let golden = (5.0.squareRoot() - 1) / 2
      var (low, high) = (0.02 * (quantile - d), 1.6 * (quantile - d) + 0.2 * d)
      var left = high - golden * (high - low)
      var right = low + golden * (high - low)
      var (atLeft, atRight) = (logSize(left), logSize(right))
      nats = min(atLeft, atRight)
      while high - low > 1e-5 * high {
        if atLeft < atRight || (atLeft == .infinity && atRight == .infinity && left > quantile) {
          (high, right, atRight) = (right, left, atLeft)
          left = high - golden * (high - low)
          atLeft = logSize(left)
        } else {
          (low, left, atLeft) = (left, right, atRight)
          right = low + golden * (high - low)
          atRight = logSize(right)
        }
        nats = min(nats, atLeft, atRight)
      }
    }
    guard nats.isFinite else { return nil }
    // A code has an integer number of codewords.
    if nats < 30 { nats = Double.log((Double.exp(nats) - 1e-9).rounded(.up)) }
    return .nats(max(nats, 0) / Double(n))
  }

  /// Random codewords on one sphere.
  private struct Cover {
    let dimension: Int
    let distortion: Double
    let squaredRadius: Double
    let chiSquare: ChiSquare

    private static let rule = GaussLegendreRule(pointCount: 24)

    /// `ln(-ln(1 - Omega))` at a mean square of the block.
    private func logMiss(_ square: Double) -> Double {
      let cosine =
        (square + squaredRadius - distortion) / (2 * (square * squaredRadius).squareRoot())
      let logFraction = SphericalCap.logFraction(cosine: cosine, dimension: dimension)
      guard logFraction < 0 else { return .infinity }
      // For small Omega, -ln(1 - Omega) is Omega itself.
      return logFraction < -40
        ? logFraction : Double.log(-Double.log(onePlus: -Double.exp(logFraction)))
    }

    /// The probability that no codeword is near enough.
    private func miss(_ logSize: Double) -> Double {
      let best = max(squaredRadius - distortion, 0)
      let (radius, reach) = (squaredRadius.squareRoot(), distortion.squareRoot())
      let outer = (radius + reach) * (radius + reach)
      var sum = side(logSize, from: max(best, 1e-300), to: outer)
      if best > 0 {
        let inner = max(radius - reach, 0)
        sum += side(logSize, from: best, to: inner * inner)
      }
      return sum
    }

    /// The part of that probability on one side of the mean square that is covered best.
    private func side(_ logSize: Double, from best: Double, to edge: Double) -> Double {
      let n = Double(dimension)
      let isUpper = edge > best
      func beyond(_ square: Double) -> Double {
        isUpper ? chiSquare.survival(n * square) : chiSquare.cumulative(n * square)
      }
      /// The mean square at which the expected number of codewords near enough falls below a number.
      func position(_ logNumber: Double) -> Double {
        guard logSize + logMiss(best) > logNumber else { return best }
        var (near, far) = (best, edge)
        for _ in 0..<60 where abs(far - near) > 1e-15 * abs(near) {
          let middle = near + (far - near) / 2
          if logSize + logMiss(middle) > logNumber { near = middle } else { far = middle }
        }
        return near
      }
      // Nearer than the first everything is covered, beyond the second nothing, to 1e-17.
      let covered = position(Double.log(40))
      let open = position(Double.log(1e-17))
      let mean = beyond(open)
      // The density varies over its own width, and the probability of a miss over that of the transition.
      let width = 2 * (2 / n).squareRoot()
      let pieces = max(6, min((abs(open - covered) / width).rounded(.up) * 4, 400))
      var sum = 0.0
      for i in 0..<Int(pieces) {
        let lower = covered + (open - covered) * (Double(i) / pieces)
        let upper = covered + (open - covered) * (Double(i + 1) / pieces)
        sum += abs(
          Self.rule.integrate(from: lower, to: upper) { square in
            let density = n * chiSquare.density(at: n * square)
            guard density > 1e-25 else { return 0 }
            return density * Double.exp(-Double.exp(logSize + logMiss(square)))
          })
      }
      return mean + sum
    }

    /// The logarithm of the number of codewords with the given probability of a miss; infinite if no number has it.
    func logSize(excessProbability: Double, start: Double) -> Double {
      guard miss(0) > excessProbability else { return 0 }
      var low = 0.0
      var high = max(start, 1) + 3
      var step = 8.0
      while miss(high) > excessProbability {
        low = high
        high += step
        step *= 2
        guard high < start + 60 * Double(dimension) + 200 else { return .infinity }
      }
      let root = try? BrentRoot(relativeTolerance: 1e-13, absoluteTolerance: 1e-10)
        .root(in: Interval(low, high)) { miss($0) - excessProbability }
      return root?.position ?? .infinity
    }
  }
}
