import RDCore
import RDTheory

/// The distance of a compressor from R(D), split into parts that add up to the whole.
///
/// A sequence of rates leads from the bound to the bytes, `r_0 = R(D)` up to the rate of the stream, one for each part. In bits a part
/// is the difference of two rates; in decibels it is the difference of D(R) there, `10 log10 D(r_(i-1)) / D(r_i)`, and the
/// whole is `10 log10 D / D(r_5)`. Both sums telescope.
package struct GapLedger: Sendable, Equatable {
  package struct Distance: Sendable, Equatable {
    package let bits: Double

    /// In decibels of distortion.
    package let decibels: Double
  }

  package let boundRate: Information
  package let whole: Distance
  package let parts: [Distance]

  /// Splits a distance.
  ///
  /// - `distortion`: of the decoded samples, in squared source units; above 0.
  /// - `rates`: the rate with everything up to and with each part, shape `[5]`, in the order of ``LedgerPart``; `nil` for a part
  ///   that does not apply, which is then 0.
  package init(
    distortion: Double, rates: [Information?], above bound: any RateDistortionFunction
  ) {
    precondition(rates.count == LedgerPart.allCases.count)
    boundRate = bound.ratePerSample(atDistortion: distortion).value
    var rungs = [(rate: boundRate.bits, distortion: distortion)]
    for rate in rates {
      guard let rate, let last = rungs.last, rate.bits != last.rate else {
        rungs.append(rungs[rungs.count - 1])
        continue
      }
      let reached = bound.distortion(atRatePerSample: max(.zero, rate)).value
      rungs.append((rate.bits, reached))
    }
    func distance(_ from: Int, _ to: Int) -> Distance {
      Distance(
        bits: rungs[to].rate - rungs[from].rate,
        decibels: RDCore.decibels(ofPowerRatio: rungs[from].distortion / rungs[to].distortion))
    }
    whole = distance(0, rates.count)
    parts = (1...rates.count).map { distance($0 - 1, $0) }
  }

  package subscript(part: LedgerPart) -> Distance {
    let index = LedgerPart.allCases.firstIndex(of: part) ?? 0
    return parts[index]
  }
}
