import RDCore

/// Samples split into a half to design on and a half to judge on, so that no design is judged on what it has seen.
///
/// Of each two neighbours in the given order one goes into each half, by the toss of a seeded coin: both halves follow a
/// slow drift alike, and no period of the data lines up with the split.
package struct SampleHalves: Sendable, Equatable {
  /// What to design on, in the given order; one more than the other half if the count is odd.
  package let design: [Double]

  /// What to judge on, in the given order.
  package let heldOut: [Double]

  /// Splits samples, always in the same way for the same count.
  ///
  /// - Precondition: there are at least two samples.
  package init(_ samples: [Double]) {
    precondition(samples.count >= 2, "each half needs a sample")
    var stream = RandomStream(seed: SeedPath(root: 0)["sample-halves", samples.count])
    var design: [Double] = []
    var heldOut: [Double] = []
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
