/// A trellis for quantisation: two branches leave each state, and each carries one of four subsets of a codebook.
///
/// Bit `i` of a state is the branch taken `i + 1` steps ago. The subsets `D0 … D3` alternate along a codebook; the state
/// determines the union `D0 ∪ D2` or `D1 ∪ D3`, and the branch chooses one of its halves. This is the feed-forward form of
/// Ungerboeck's code with the parity checks `h0` and `h1`, so the state follows from the branches, without a tail.
///
/// > Source: [ungerboeck1982], Table I; for quantisation [marcellin1990].
package struct TrellisCode: Sendable, Equatable {
  /// The memory `v`: the number of branches that determine a state; at least 2.
  package let memory: Int

  /// The parity check that separates the halves of a union, bits 0 and `v` set.
  package let halfCheck: Int

  /// The parity check of the union, neither bit 0 nor bit `v` set.
  package let unionCheck: Int

  /// The code of two parity checks, which the literature prints in octal digits.
  ///
  /// - Precondition: `h0` is odd with a highest bit `v` from 2 to 20; `h1` is above 0, even, and below `2^v`.
  package init(h0: Int, h1: Int) {
    precondition(h0 >= 5 && h0 < 1 << 21 && h0 & 1 == 1, "h0 needs bits 0 and v")
    memory = Int.bitWidth - 1 - h0.leadingZeroBitCount
    precondition(h1 > 0 && h1 & 1 == 0 && h1 < 1 << memory, "h1 needs bits between 0 and v")
    halfCheck = h0
    unionCheck = h1
  }

  /// Number of states, `2^v`.
  package var stateCount: Int { 1 << memory }

  /// The union at a state: 0 for `D0 ∪ D2`, 1 for `D1 ∪ D3`.
  package func union(at state: Int) -> Int { parity(state & unionCheck >> 1) }

  /// The half of the union that a branch out of a state carries: the subset is `D(union + 2 half)`.
  package func half(at state: Int, branch: Int) -> Int { branch ^ parity(state & halfCheck >> 1) }

  /// The state that a branch leads to.
  package func state(after state: Int, branch: Int) -> Int {
    (2 * state + branch) & (stateCount - 1)
  }

  private func parity(_ bits: Int) -> Int { bits.nonzeroBitCount & 1 }
}
