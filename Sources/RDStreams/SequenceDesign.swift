import RDCore
import RDQuantisation
import RDQuantisers
import RDSources
import RealModule
import Synchronization

/// What codes of sequences are designed from, at any rate: a method, the shape of a source, and a seed.
///
/// It is what `rdtool encode` writes files with, and what the studies measure: the same source, method, rate, seed and number of samples
/// give the same bytes.
package final class SequenceDesign: Sendable {
  package let method: CodedMethod

  /// The descriptor of the source, as it was written.
  package let source: String

  private let kind: Kind
  private let seed: SeedPath

  /// The quantisers of components of a transform, by their rate in bits, which several rates of a process share.
  private let components = Mutex<[Double: RatedQuantiser]>([:])

  private enum Kind: Sendable {
    /// A density, of mean 0 and variance 1.
    case density(any UnivariateDistribution)

    /// A stationary Gaussian process, coded in blocks of `blockLength` samples.
    case process(blockLength: Int)
  }

  /// Samples of a block of a process where no number is given.
  package static let defaultBlockLength = 512

  /// Designs for a source.
  ///
  /// - Parameters:
  ///   - method: a quantiser and how its indices become bits.
  ///   - source: the descriptor of a density or of a Gaussian process, of which the shape counts.
  ///   - blockLength: samples of a block of a process.
  ///   - seed: the root of the designs' random numbers.
  /// - Throws: an error of the descriptor; `SourceKindError` for another source.
  package init(
    _ method: CodedMethod, for source: String,
    blockLength: Int = SequenceDesign.defaultBlockLength, seed: UInt64
  ) throws {
    self.method = method
    self.source = source
    self.seed = Self.seed(of: method.quantiser, root: seed)
    let descriptor = try Descriptor(parsing: source)
    switch try SourceCatalogue.source(descriptor) {
    case .density(let density): kind = .density(density.standardised)
    case .process: kind = .process(blockLength: blockLength)
    case let other:
      throw SourceKindError(
        source: descriptor.description, kind: other.kind,
        needed: "a source with a density or a Gaussian process")
    }
  }

  /// What the random numbers of a method's designs are drawn from: the same however the method was written.
  package static func seed(of method: QuantiserMethod, root: UInt64) -> SeedPath {
    SeedPath(root: root)["design", method.canonicalName]
  }

  /// The density of the source, of mean 0 and variance 1; `nil` for a process.
  package var density: (any UnivariateDistribution)? {
    guard case .density(let density) = kind else { return nil }
    return density
  }

  /// The rates at which there are codes, in bits per sample.
  package var rates: ClosedRange<Double> {
    switch kind {
    case .density: method.quantiser.rates
    // Of a mean over components, of which some have no rate.
    case .process: 1e-3...method.quantiser.rates.upperBound
    }
  }

  /// Makes sure that there are codes at a rate.
  ///
  /// - Throws: `DesignError.rateOutOfRange(method:rateBitsPerSample:ratesBitsPerSample:)`.
  package func check(rate: Information) throws(DesignError) {
    guard rates.contains(rate.bits) else {
      throw .rateOutOfRange(
        method: method.name, rateBitsPerSample: rate.bits, ratesBitsPerSample: rates)
    }
  }

  /// The code at a rate.
  ///
  /// - Parameters:
  ///   - rate: per sample.
  ///   - sampleCount: samples of the sequence.
  ///   - mean: of the samples.
  ///   - deviation: their standard deviation, above 0.
  /// - Returns: the code, for sequences of `sampleCount` samples.
  /// - Throws: ``StreamError``; `DesignError`.
  package func code(
    atRate rate: Information, sampleCount: Int, mean: Double = 0, deviation: Double = 1
  ) throws -> SequenceCode {
    let label = "\(method.name) for \(source)"
    switch kind {
    case .density(let density):
      let rated = try method.quantiser.ratedQuantiser(for: density, rate: rate, seed: seed)
      return try SequenceCode(
        rated, lengths: method.lengths, sampleCount: sampleCount, label: label, mean: mean,
        deviation: deviation)
    case .process(let blockLength):
      return try SequenceCode(
        transforming: source, blockLength: blockLength, rate: rate,
        menu: RateMenu(method.quantiser), lengths: method.lengths, sampleCount: sampleCount,
        label: label, mean: mean, deviation: deviation, design: component)
    }
  }

  /// The quantiser of a component, designed once for each rate.
  private func component(atRate rate: Information) throws -> RatedQuantiser {
    if let known = components.withLock({ $0[rate.bits] }) { return known }
    let design = try method.quantiser.ratedQuantiser(for: Gaussian(), rate: rate, seed: seed)
    components.withLock { $0[rate.bits] = design }
    return design
  }

  /// The code of least rate that reaches a signal-to-noise ratio on samples, as nearly as rates can be distinguished.
  ///
  /// A rate is guessed from R(D) of a normal source; then 6.02 dB are taken for a bit, within what is known to be too little and
  /// enough, until a hundredth of a decibel is met. Where a higher rate does not help, as between two numbers of levels, steps grow.
  ///
  /// - Parameters:
  ///   - wanted: the ratio of the samples' variance to the mean-square error, in decibels.
  ///   - samples: what it is measured on, less `mean` and divided by `deviation`.
  ///   - power: the variance of the samples in this unit, 1 where the deviation is their own.
  ///   - sampleCount: samples of the sequence, of which these may be a part.
  ///   - mean: of the sequence.
  ///   - deviation: its standard deviation, above 0.
  /// - Returns: the code, for sequences of `sampleCount` samples.
  /// - Throws: ``StreamError/targetOutOfReach(method:decibels:reached:)``, or what a design throws.
  package func code(
    reaching wanted: Double, on samples: [Double], power: Double = 1, sampleCount: Int,
    mean: Double, deviation: Double
  ) throws -> SequenceCode {
    let perBit = 20 * Double.log10(2)
    // What the best methods lose, so that the first guess is not far off.
    var rate = clamped((wanted + 0.2) / perBit)
    var best: (code: SequenceCode, rate: Double)?
    var tooLow: Double?
    var reached = -Double.infinity
    var step = 0.0
    for round in 0..<20 {
      let code = try code(
        atRate: .bits(rate), sampleCount: sampleCount, mean: mean, deviation: deviation)
      let ratio = code.signalToNoiseDecibels(onStandardised: samples, power: power)
      let surplus = ratio - wanted
      if surplus >= 0 {
        if best.map({ rate < $0.rate }) ?? true { best = (code, rate) }
      } else {
        // Nothing gained since the last rate that was too low: farther on.
        step = ratio <= reached ? max(2 * step, 0.05) : 0
        tooLow = max(tooLow ?? rate, rate)
      }
      reached = max(reached, ratio)
      if (0...0.01).contains(surplus) { break }
      // A little too much is aimed at; more of it each time that a method with steps comes out below.
      let margin = surplus < 0 ? 0.004 * Double(round + 1) : -0.004
      var next = clamped(rate - (surplus - margin) / perBit + step)
      if let tooLow, let enough = best?.rate {
        guard enough - tooLow > 0.001 else { break }
        if next <= tooLow || next >= enough { next = (tooLow + enough) / 2 }
      }
      guard next != rate else { break }
      rate = next
    }
    guard let best else {
      throw StreamError.targetOutOfReach(
        method: method.name, decibels: wanted, reached: reached)
    }
    return best.code
  }

  /// Beyond this rate a coder's alphabet cannot hold the symbols of a scalar quantiser.
  private static let rateLimit = 16.0

  private func clamped(_ rate: Double) -> Double {
    min(max(rate, rates.lowerBound), min(rates.upperBound, Self.rateLimit))
  }
}

extension SequenceCode {
  /// The ratio of the variance of standardised samples to the mean-square error of what a decoder gives for them.
  fileprivate func signalToNoiseDecibels(onStandardised samples: [Double], power: Double) -> Double
  {
    let symbols = zip(parts, separate(samples)).map { $0.symbols(of: $1) }
    let decoded = tables.merge(
      zip(parts, symbols).map { $0.tables.reconstruction(of: $1) }, sampleCount: samples.count)
    let error = zip(samples, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return decibels(ofPowerRatio: power * Double(samples.count) / error)
  }
}
