import RDCore
import RDTheory

/// The distance of a compressor from R(D), split into parts that add up to the whole.
///
/// A sequence of rates leads from the bound to the bytes, `r_0 = R(D)` up to the rate of the stream, one for each part. In bits a part
/// is the difference of two rates; in decibels it is the difference of D(R) there, `10 log10 D(r_(i-1)) / D(r_i)`, and the
/// whole is `10 log10 D / D(r_5)`. Both sums telescope.
package struct GapLedger: Sendable, Equatable {
  /// A part; `nil` where the bound at one of its ends is not known well enough.
  package struct Distance: Sendable, Equatable {
    package let bits: Double?

    /// In decibels of distortion.
    package let decibels: Double?
  }

  /// R(D) at the distortion.
  package let boundRate: Enclosure<Information>

  /// The gap at the last of the rates.
  package let whole: RateDistortionGap
  package let parts: [Distance]

  /// Splits a distance.
  ///
  /// - `distortion`: of the decoded samples, in squared source units; above 0.
  /// - `rates`: the rate with everything up to and with each part, shape `[5]`, in the order of ``LedgerPart``; `nil` for a part
  ///   that does not apply, which is then 0; not the last.
  package init(
    distortion: Double, rates: [Information?], above bound: any RateDistortionFunction
  ) {
    guard rates.count == LedgerPart.allCases.count, let last = rates[rates.count - 1] else {
      preconditionFailure("a ledger has a rate for each part, and the last is that of the stream")
    }
    boundRate = bound.ratePerSample(atDistortion: distortion)
    whole = bound.gap(distortion: distortion, rate: max(.zero, last))
    var rungs: [(rate: Double?, distortion: Double?)] = [(boundRate.value?.bits, distortion)]
    for rate in rates {
      guard let rate, let last = rungs.last, rate.bits != last.rate else {
        rungs.append(rungs[rungs.count - 1])
        continue
      }
      let reached = bound.distortion(atRatePerSample: max(.zero, rate)).value
      rungs.append((rate.bits, reached))
    }
    func join(_ from: Double?, _ to: Double?, _ measure: (Double, Double) -> Double) -> Double? {
      from.flatMap { from in to.map { measure(from, $0) } }
    }
    parts = zip(rungs, rungs.dropFirst()).map { from, to in
      Distance(
        bits: join(from.rate, to.rate) { $1 - $0 },
        decibels: join(from.distortion, to.distortion) { decibels(ofPowerRatio: $0 / $1) })
    }
  }

  package subscript(part: LedgerPart) -> Distance {
    let index = LedgerPart.allCases.firstIndex(of: part) ?? 0
    return parts[index]
  }
}
