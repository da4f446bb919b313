/// Methods of the catalogue that differ in a number alone, with what they are in a line.
package struct QuantiserFamily: Sendable {
  /// What a family's quantisers have in common in the eyes of a coder.
  package enum Coding: Sendable, CaseIterable {
    /// Any number of levels, each index as long as the other.
    case levels

    /// A rate, each block as long as the other.
    case fixedRate

    /// A rate that an entropy code has on average.
    case entropyCode
  }

  /// How a person writes the names: `tcq-4 to tcq-256`.
  package let title: String

  /// The names in the catalogue.
  package let names: [String]

  /// What the quantisers are.
  package let summary: String

  /// How their indices become bits.
  package let coding: Coding

  init(
    _ coding: Coding, _ names: String..., title: String? = nil, summary: String
  ) {
    self.coding = coding
    self.names = names
    self.title = title ?? names.joined(separator: ", ")
    self.summary = summary
  }

  /// All methods of the catalogue.
  package static let all = [
    QuantiserFamily(.levels, "lloyd-max", summary: "thresholds and levels of least error"),
    QuantiserFamily(.levels, "uniform-optimal", summary: "equal steps of least error"),
    QuantiserFamily(
      .levels, "uniform-endpoints", summary: "equal steps; outermost levels at 3 deviations"),
    QuantiserFamily(
      .levels, "uniform-midpoints", summary: "equal cells over 3 deviations to each side"),
    QuantiserFamily(.levels, "companding", summary: "equal steps of a bent scale; mu=255: mu-law"),
    QuantiserFamily(
      .fixedRate, "tcq-4", "tcq-8", "tcq-16", "tcq-32", "tcq-64", "tcq-128", "tcq-256",
      title: "tcq-4 to tcq-256", summary: "trellis of 4, 8, … 256 states; whole bits"),
    QuantiserFamily(.fixedRate, "lbg", summary: "trained codebook of vectors, dimension=4"),
    QuantiserFamily(.entropyCode, "ecsq", summary: "scalar, of least error at its entropy"),
    QuantiserFamily(
      .entropyCode, "uniform-threshold", summary: "scalar, equal cells, levels at their means"),
    QuantiserFamily(
      .entropyCode, "ecvq", summary: "codebook of vectors for its entropy, dimension=2"),
    QuantiserFamily(
      .entropyCode, "z", "a2", "d4", "e8", "leech",
      summary: "lattices of 1, 2, 4, 8, 24 dimensions"),
    QuantiserFamily(
      .entropyCode, "ectcq-4", "ectcq-8", "ectcq-16", "ectcq-32", "ectcq-64", "ectcq-128",
      "ectcq-256", "ectcq-512", "ectcq-1024", "ectcq-2048", "ectcq-4096", "ectcq-8192",
      "ectcq-16384", title: "ectcq-4 to -16384", summary: "trellis for its entropy"),
    QuantiserFamily(
      .entropyCode, "polar", summary: "polar codes of two levels, length=65536,list=8"),
  ]
}
