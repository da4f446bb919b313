import RDQuantisers

/// A streaming encoder of a trellis-coded quantiser: the path continues from one piece to the next.
///
/// Memory does not grow with the sequence.
struct TrellisStreamingEncoder: StreamingEncoder {
  private let quantiser: TrellisQuantiser
  private let search: TrellisSearch

  /// Samples that are not decided yet.
  private var pending: [Double] = []

  /// The state after the last decided sample.
  private var state = 0

  init(_ quantiser: TrellisQuantiser) {
    self.quantiser = quantiser
    search = TrellisSearch(code: quantiser.code, sequenceLength: .max)
  }

  package mutating func take(_ samples: [Double], appendingTo symbols: inout [Int32]) {
    pending += samples
    decide(isLast: false, appendingTo: &symbols)
  }

  package mutating func finish(appendingTo symbols: inout [Int32]) {
    decide(isLast: true, appendingTo: &symbols)
    state = 0
  }

  private mutating func decide(isLast: Bool, appendingTo symbols: inout [Int32]) {
    let decidableCount = search.decidableCount(of: pending.count, isLast: isLast)
    guard decidableCount > 0 else { return }
    symbols += [Int32](unsafeUninitializedCapacity: decidableCount) { members, count in
      count = decidableCount
      quantiser.decide(
        pending, with: search, from: &state,
        symbols: UnsafeMutableBufferPointer(rebasing: members[..<count]))
    }
    pending.removeFirst(decidableCount)
  }
}
