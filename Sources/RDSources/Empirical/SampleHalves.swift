import RDCore

/// Samples split into a training half and a held-out half, so that no design is judged on its training samples.
///
/// Of each two neighbours in the given order one goes into each half, by a seeded coin toss: both halves follow a slow drift
/// alike, and no period of the data coincides with the split.
package struct SampleHalves<Sample> {
  /// The training samples, in the given order; one more than the held-out ones if the count is odd.
  package let design: [Sample]

  /// The held-out samples, in the given order.
  package let heldOut: [Sample]

  /// Splits samples, always in the same way for the same count.
  ///
  /// - Precondition: there are at least two samples.
  package init(_ samples: [Sample]) {
    precondition(samples.count >= 2, "each half needs a sample")
    var stream = RandomStream(seed: SeedPath(root: 0)["sample-halves", samples.count])
    var design: [Sample] = []
    var heldOut: [Sample] = []
    for first in stride(from: 0, to: samples.count - 1, by: 2) {
      let isSwapped = stream.next() >> 63 == 1
      design.append(samples[isSwapped ? first + 1 : first])
      heldOut.append(samples[isSwapped ? first : first + 1])
    }
    if samples.count % 2 == 1 { design.append(samples[samples.count - 1]) }
    self.design = design
    self.heldOut = heldOut
  }
}

extension SampleHalves: Equatable where Sample: Equatable {}
