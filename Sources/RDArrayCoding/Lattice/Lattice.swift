import RDTrellisQuantisation

/// The integers that a quantised sequence may take: all of them, or those that the path of a trellis allows.
///
/// With a trellis, a state allows the even integers or the odd ones, and which half of them an integer belongs to chooses the branch. The halves of the even
/// integers are the multiples of 4 and the others. The odd ones are halved by their residue modulo 4, so that the lattice is that of
/// trellis-coded quantisation with one step; or, where the zero is doubled, by the residue of their magnitude, and 0 belongs to those of 3.
///
/// > Source: [marcellin1990]; the doubled zero is that of [schwarz2019].
final class Lattice {
  enum Kind: Int {
    case integers, cosets, doubledZero
  }

  let kind: Kind
  let stateCount: Int

  /// The union at each state, 0 for even integers; shape `[states]`.
  let unions: Buffer<UInt8>

  /// The next state by state and half of the union, shape `[states, 2]`.
  let transitions: Buffer<UInt16>
  var isTrellis: Bool { kind != .integers }

  /// All integers.
  init() {
    kind = .integers
    stateCount = 1
    unions = Buffer([0])
    transitions = Buffer([0, 0])
  }

  /// The integers of a trellis.
  init(_ code: TrellisCode, doublesZero: Bool) {
    kind = doublesZero ? .doubledZero : .cosets
    stateCount = code.stateCount
    unions = Buffer((0..<code.stateCount).map { UInt8(code.union(at: $0)) })
    transitions = Buffer(
      (0..<2 * code.stateCount).map { entry in
        let state = entry >> 1
        let branch = code.half(at: state, branch: entry & 1)
        return UInt16(code.state(after: state, branch: branch))
      })
  }

  /// The index of an integer in its union: 0 is the one of least magnitude, or the first of two.
  @inline(__always)
  static func index(of integer: Int64, union: Int64, kind: Kind) -> Int64 {
    switch kind {
    case .integers: integer
    case .cosets: (integer &- union) >> 1
    case .doubledZero:
      integer < 0 ? (integer &- union) / 2 : (integer &+ union) >> 1
    }
  }

  /// The integer of an index.
  @inline(__always)
  static func integer(at index: Int64, union: Int64, kind: Kind) -> Int64 {
    switch kind {
    case .integers: index
    case .cosets: index &* 2 &+ union
    case .doubledZero:
      index == 0 ? 0 : index &* 2 &+ (index > 0 ? 0 &- union : union)
    }
  }
}
