import RDQuantisers

/// The decoder state of a trellis-coded quantiser.
package struct TrellisDecoderState: DecoderState {
  /// The branches of a state.
  struct Branches: Sendable {
    /// The union at the state.
    let union: Int32

    /// The next state after an even symbol, and after an odd one.
    let next: (Int32, Int32)
  }

  /// The codebook, in source units.
  private let levels: [Double]

  /// The branches of each state, shape `[states]`.
  private let branches: [Branches]

  private var state: Int32 = 0

  init(levels: [Double], branches: [Branches]) {
    self.levels = levels
    self.branches = branches
  }

  /// A decoder state in state 0, with a codebook in source units, shape `[M]` with `M` a multiple of 4.
  ///
  /// - Complexity: O(states)
  package init(code: TrellisCode, levels: [Double]) {
    precondition(levels.count.isMultiple(of: 4), "four subsets need as many levels each")
    self.init(levels: levels, branches: Self.branches(of: code))
  }

  /// The branches of each state of a code.
  static func branches(of code: TrellisCode) -> [Branches] {
    (0..<code.stateCount).map { state in
      // A branch carries a half, so the half of a symbol determines the branch by exclusive-or with the half of branch 0.
      let even = code.half(at: state, branch: 0)
      return Branches(
        union: Int32(code.union(at: state)),
        next: (
          Int32(code.state(after: state, branch: even)),
          Int32(code.state(after: state, branch: 1 - even))
        ))
    }
  }

  /// The union at the state, 0 or 1.
  package var context: Int { Int(branches[Int(state)].union) }

  /// Appends the level of a symbol and takes its branch.
  package mutating func advance(
    by symbol: Int32, appendingTo reconstruction: inout [Double]
  ) {
    let here = branches[Int(state)]
    precondition(symbol >= 0 && Int(symbol) < levels.count / 2, "there is no such symbol")
    reconstruction.append(levels[Int(2 * symbol + here.union)])
    state = symbol & 1 == 0 ? here.next.0 : here.next.1
  }

  /// Takes symbols in one loop, in which the state stays in a register.
  package mutating func advance(
    by symbols: UnsafeBufferPointer<Int32>, appendingTo reconstruction: inout [Double]
  ) {
    guard symbols.count > 1 else {
      for symbol in symbols { advance(by: symbol, appendingTo: &reconstruction) }
      return
    }
    let first = reconstruction.count
    reconstruction.append(contentsOf: repeatElement(0, count: symbols.count))
    var state = state
    let limit = Int32(truncatingIfNeeded: levels.count / 2)
    reconstruction.withUnsafeMutableBufferPointer { reconstruction in
      levels.withUnsafeBufferPointer { levels in
        branches.withUnsafeBufferPointer { branches in
          for index in symbols.indices {
            let here = branches[Int(state)]
            let symbol = symbols[index]
            precondition(symbol >= 0 && symbol < limit, "there is no such symbol")
            reconstruction[first &+ index] = levels[Int(2 &* symbol &+ here.union)]
            state = symbol & 1 == 0 ? here.next.0 : here.next.1
          }
        }
      }
    }
    self.state = state
  }
}
