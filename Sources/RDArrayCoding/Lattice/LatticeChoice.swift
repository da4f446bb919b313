import RDTrellisQuantisation

/// The lattices that files may have: all integers, or a trellis of Ungerboeck's, with one zero or two.
enum LatticeChoice: UInt8, CaseIterable {
  case integers = 0
  case cosets8 = 1, cosets64, cosets256
  case doubledZero8 = 17, doubledZero64, doubledZero256

  var lattice: Lattice {
    guard self != .integers else { return Lattice() }
    let code =
      switch self {
      case .integers, .cosets8, .doubledZero8: TrellisCode(h0: 0o13, h1: 0o4)
      case .cosets64, .doubledZero64: TrellisCode(h0: 0o103, h1: 0o24)
      case .cosets256, .doubledZero256: TrellisCode(h0: 0o515, h1: 0o362)
      }
    return Lattice(code, doublesZero: rawValue > 16)
  }

  /// The same trellis with a doubled zero.
  var doubled: LatticeChoice { LatticeChoice(rawValue: rawValue + 16) ?? self }
}
