/// A seed derived from named axes, so that adding a trial, an axis value or a layer moves nobody else's numbers.
///
/// ```swift
/// let seed = SeedPath(root: 2026)["repetition", 2]["data", "train"]
/// var stream = RandomStream(seed: seed)
/// ```
/// Each step absorbs the axis's name and value byte by byte (64-bit FNV-1a) and mixes the state with the finaliser of
/// SplitMix64, in which every input bit changes every output bit with a probability near one half.
///
/// > Source: [fowler1991fnv]; [steele2014], MIX13 variant.
public struct SeedPath: Sendable, Equatable {
  /// The 64-bit seed of this path.
  package let value: UInt64

  /// The path that has no axis yet.
  public init(root: UInt64) {
    value = splitMix(root)
  }

  private init(value: UInt64) {
    self.value = value
  }

  /// The path with one more axis, whose value is a name.
  public subscript(axis: String, name: String) -> SeedPath {
    // 0xff appears in no UTF-8 text, so ("ab", "c") and ("a", "bc") stay apart.
    var digest = Fingerprint(state: Fingerprint().value ^ value)
    digest.absorb(Array(axis.utf8) + [0xff] + Array(name.utf8) + [0xff])
    return SeedPath(value: splitMix(digest.value))
  }

  /// The path with one more axis, whose value is an integer.
  public subscript(axis: String, number: Int) -> SeedPath {
    self[axis, String(number)]
  }
}

/// One output of SplitMix64 from the state `x`.
func splitMix(_ x: UInt64) -> UInt64 {
  var z = x &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
