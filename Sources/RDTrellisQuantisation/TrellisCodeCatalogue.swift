import RDCore

/// The trellises that have a name: their number of states.
package enum TrellisCodeCatalogue {
  ///
  /// Those of 512 states and more were found by a random search for the least error of a uniform source.
  ///
  /// > Source: [ungerboeck1982], Table I, up to 256 states.
  package static let all = Catalogue<TrellisCode>(
    kind: "trellis",
    [
      "4": TrellisCode(h0: 0o5, h1: 0o2),
      "8": TrellisCode(h0: 0o13, h1: 0o4),
      "16": TrellisCode(h0: 0o23, h1: 0o4),
      "32": TrellisCode(h0: 0o45, h1: 0o10),
      "64": TrellisCode(h0: 0o103, h1: 0o24),
      "128": TrellisCode(h0: 0o235, h1: 0o126),
      "256": TrellisCode(h0: 0o515, h1: 0o362),
      "512": TrellisCode(h0: 0o1337, h1: 0o742),
      "1024": TrellisCode(h0: 0o3017, h1: 0o1306),
      "2048": TrellisCode(h0: 0o5053, h1: 0o2252),
      "4096": TrellisCode(h0: 0o17373, h1: 0o4712),
      "8192": TrellisCode(h0: 0o21407, h1: 0o14362),
      "16384": TrellisCode(h0: 0o54735, h1: 0o36562),
    ])
}
