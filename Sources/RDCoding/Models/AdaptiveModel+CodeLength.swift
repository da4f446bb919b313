import RDCore
import RDNumerics
import RealModule

extension AdaptiveModel.Estimator {
  /// The code length of a sequence under an adaptive model, which does not depend on the order of the symbols:
  /// `log2(Γ(n + αK) / Γ(αK)) - sum log2(Γ(c[i] + α) / Γ(α))` bits.
  ///
  /// The counts say how often each symbol occurs: shape `[K]`, not negative.
  package func idealCodeLength(ofCounts counts: [Int]) -> Information {
    precondition(counts.allSatisfy { $0 >= 0 })
    let total = Double(counts.reduce(0, +))
    let prior = priorWeight * Double(counts.count)
    guard total > 0 else { return .zero }
    var nats = CompensatedSum()
    nats.add(Double.logGamma(total + prior))
    nats.add(-Double.logGamma(prior))
    for count in counts {
      nats.add(-Double.logGamma(Double(count) + priorWeight))
      nats.add(Double.logGamma(priorWeight))
    }
    return .nats(nats.value)
  }
}
