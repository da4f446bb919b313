import RDCore

/// Independent fair bits seen through an erasure: the encoder sees each with probability `1 - p`, else that it is erased, and all are to
/// be reproduced.
///
/// > Source: [kostina2016], the binary erased source.
package struct ErasedBits: Sendable, Equatable {
  /// The probability `p` that a bit is not seen; strictly between 0 and 1.
  package let erasureProbability: Double

  /// - Precondition: the probability lies strictly between 0 and 1.
  package init(erasureProbability: Double) {
    precondition(erasureProbability > 0 && erasureProbability < 1)
    self.erasureProbability = erasureProbability
  }

  static let entry = SourceEntry(
    "fair bits, some of which are erased before they are seen, but are to be reproduced too",
    kind: .noisy,
    parameters: [.init("p", default: nil, "the probability of an erasure, between 0 and 1")],
    example: "erased:p=0.1"
  ) { descriptor in
    let p = try descriptor.requiredNumber("p", expected: "a number above 0 and below 1") {
      $0 > 0 && $0 < 1
    }
    return .erased(ErasedBits(erasureProbability: p))
  }
}
