public import RDCore

/// The trellises that can be named, each by its number of states.
public enum TrellisCodeCatalogue {
  /// The code of each, a line each.
  ///
  /// > Source: [ungerboeck1982], Table I.
  public static let all = Catalogue<TrellisCode>(
    kind: "trellis",
    [
      "4": TrellisCode(h0: 0o5, h1: 0o2),
      "8": TrellisCode(h0: 0o13, h1: 0o4),
      "16": TrellisCode(h0: 0o23, h1: 0o4),
      "32": TrellisCode(h0: 0o45, h1: 0o10),
      "64": TrellisCode(h0: 0o103, h1: 0o24),
      "128": TrellisCode(h0: 0o235, h1: 0o126),
      "256": TrellisCode(h0: 0o515, h1: 0o362),
    ])
}
