import RDCore
import RDPolarQuantisation
import RDScalarQuantisation
import RDTrellisQuantisation
import RDVectorQuantisation

/// The quantiser design methods that have a name.
public enum QuantiserCatalogue {
  package static let all = Catalogue<QuantiserEntry>(
    kind: "method",
    [
      "lloyd-max": .plain(
        "thresholds and levels of least error", .levels { LloydMax(levelCount: $0) }),
      "uniform-endpoints": QuantiserEntry("equal steps; outermost levels at 3 deviations") {
        descriptor throws(DescriptorError) in
        try uniformPoints(.endPoints, descriptor)
      },
      "uniform-midpoints": QuantiserEntry("equal cells over 3 deviations to each side") {
        descriptor throws(DescriptorError) in
        try uniformPoints(.midpoints, descriptor)
      },
      "uniform-optimal": .plain(
        "equal steps of least error", .levels { UniformOptimal(levelCount: $0) }),
      "companding": QuantiserEntry(
        "equal steps of a compressed scale", furtherParameters: "mu=255,loading=4",
        make: companding),
      "tcq": QuantiserEntry(
        "trellis of 4, 8, … 256 states; integer rates", parameters: "states=8",
        furtherParameters: "alphabet=lloyd-max", make: trellis),
      "lbg": QuantiserEntry("trained codebook of vectors", parameters: "dimension=4") {
        descriptor throws(DescriptorError) in
        .rate(GeneralisedLloyd(dimension: try vectorDimension(descriptor, default: 4)))
      },
      "ecsq": .plain("scalar, of least error at its entropy", .rate(EntropyConstrained())),
      "uniform-threshold": .plain(
        "scalar, equal cells, levels at their means", .rate(UniformThreshold())),
      "ecvq": QuantiserEntry("codebook of vectors for its entropy", parameters: "dimension=2") {
        descriptor throws(DescriptorError) in
        .rate(EntropyConstrainedVQ(dimension: try vectorDimension(descriptor, default: 2)))
      },
      "z": .plain("lattice of the integers", .rate(LatticeDesigner(ZLattice()))),
      "a2": .plain("hexagonal lattice", .rate(LatticeDesigner(A2Lattice()))),
      "d4": .plain("checkerboard lattice of 4 dimensions", .rate(LatticeDesigner(D4Lattice()))),
      "e8": .plain("Gosset lattice of 8 dimensions", .rate(LatticeDesigner(E8Lattice()))),
      "leech": .plain("Leech lattice of 24 dimensions", .rate(LatticeDesigner(LeechLattice()))),
      "ectcq": QuantiserEntry(
        "trellis of 4, 8, … 16384 states for its entropy", parameters: "states=8",
        make: entropyCodedTrellis),
      "polar": QuantiserEntry(
        "two-level polar codes", parameters: "length=65536,list=8", make: polar),
    ])

  /// Names that stand for several methods; the parameters given go to all of them.
  package static let groups: KeyValuePairs<String, [String]> = [
    "uniform": ["uniform-endpoints", "uniform-midpoints"]
  ]

  /// Alternative names of methods.
  package static let aliases: KeyValuePairs<String, String> = [
    "lloyd": "lloyd-max", "lloyds": "lloyd-max",
  ]

  /// The methods that are compared by default: the Lloyd–Max and the uniform quantisers.
  package static let defaultMethodNames = [
    "lloyd-max", "uniform-endpoints", "uniform-midpoints", "uniform-optimal",
  ]

  /// The names of the methods sized by a number of levels.
  package static var levelMethodNames: [String] {
    zip(all.names, all.entries).filter { $0.1.coding == .levels }.map(\.0)
  }

  /// The method that a text such as `tcq:states=8` names.
  ///
  /// - Throws: an error with a message for an unknown name or parameter.
  public static func method(named text: String) throws -> QuantiserMethod {
    try method(Descriptor(parsing: text))
  }

  /// The designer of scalar quantisers of a name and number of levels.
  ///
  /// - Throws: as ``method(named:)``, and `Diagnosis` for a method sized by a rate.
  package static func designer(
    named name: String, levelCount: Int
  ) throws -> any QuantiserDesigner {
    try method(named: name).designer(levelCount: levelCount)
  }

  /// The methods that a descriptor names: one of the catalogue, or all of a group.
  ///
  /// - Throws: `UnknownName` or `DescriptorError`.
  package static func methods(_ descriptor: Descriptor) throws -> [QuantiserMethod] {
    guard let group = groups.first(where: { $0.key == descriptor.name }) else {
      return [try method(descriptor)]
    }
    return try group.value.map {
      try method(Descriptor(name: $0, parameters: descriptor.parameters))
    }
  }

  /// A method under the name by which it was requested.
  private static func method(_ descriptor: Descriptor) throws -> QuantiserMethod {
    if let group = groups.first(where: { $0.key == descriptor.name }) {
      throw Diagnosis(
        .wrongUse,
        "'\(group.key)' names \(group.value.count) methods where one is needed. Take one of: \(group.value.joined(separator: ", "))."
      )
    }
    let canonical = canonical(descriptor)
    guard all.names.contains(canonical.name) else {
      throw UnknownName(
        kind: all.kind, name: descriptor.name,
        known: all.names + groups.map(\.key) + aliases.map(\.key))
    }
    let entry = try all.entry(named: canonical.name)
    return QuantiserMethod(
      name: descriptor.description, canonicalName: try canonicalName(canonical, entry),
      sizing: try entry.make(canonical))
  }

  /// The name with the parameters that have a default, in the catalogue's order, and then those that have none.
  private static func canonicalName(
    _ descriptor: Descriptor, _ entry: QuantiserEntry
  ) throws(DescriptorError) -> String {
    guard !entry.parameters.isEmpty else { return descriptor.description }
    let defaults = try Descriptor(parsing: "\(descriptor.name):\(entry.parameters)").parameters
    let own = descriptor.parameters
    let all =
      defaults.map { known in own.first { $0.key == known.key } ?? known }
      + own.filter { given in !defaults.contains { $0.key == given.key } }
    return Descriptor(name: descriptor.name, parameters: all).description
  }

  /// The descriptor with the catalogue's own name: `lloyd` becomes `lloyd-max`, `tcq-8` becomes `tcq:states=8`.
  private static func canonical(_ descriptor: Descriptor) -> Descriptor {
    if let alias = aliases.first(where: { $0.key == descriptor.name }) {
      return Descriptor(name: alias.value, parameters: descriptor.parameters)
    }
    for name in ["tcq", "ectcq"] where descriptor.name.hasPrefix("\(name)-") {
      let states = String(descriptor.name.dropFirst(name.count + 1))
      guard TrellisCodeCatalogue.all.names.contains(states) else { continue }
      return Descriptor(name: name, parameters: [("states", states)] + descriptor.parameters)
    }
    return descriptor
  }
}

private func uniformPoints(
  _ reading: UniformPoints.Reading, _ descriptor: Descriptor
) throws(DescriptorError) -> QuantiserMethod.Sizing {
  try descriptor.checkKeys(["loading"])
  let loading = try descriptor.number(
    "loading", default: 3, expected: "a number of standard deviations above 0 and at most 1000",
    where: { $0 > 0 && $0 <= 1000 })
  return .levels {
    UniformPoints(levelCount: $0, reading: reading, loading: loading)
  }
}

/// `companding`, or `companding:mu=255[,loading=4]`.
private func companding(_ descriptor: Descriptor) throws(DescriptorError) -> QuantiserMethod.Sizing
{
  try descriptor.checkKeys(["mu", "loading"])
  var law = Companding.Law.optimal
  if descriptor.text("mu") != nil {
    let mu = try descriptor.number(
      "mu", default: 255, expected: "a number above 0 and at most 1e6",
      where: { $0 > 0 && $0 <= 1e6 })
    let loading = try descriptor.number(
      "loading", default: 4, expected: "a number of standard deviations above 0 and at most 1000",
      where: { $0 > 0 && $0 <= 1000 })
    law = .mu(mu, loading: loading)
  } else if descriptor.text("loading") != nil {
    throw .malformed(text: descriptor.description, reason: "'loading' needs 'mu' beside it")
  }
  return .levels { [law] in Companding(levelCount: $0, law: law) }
}

private func vectorDimension(
  _ descriptor: Descriptor, default dimension: Int
) throws(DescriptorError) -> Int {
  try descriptor.checkKeys(["dimension"])
  return Int(
    try descriptor.number(
      "dimension", default: Double(dimension), expected: "an integer from 2 to 16",
      where: { (2...16).contains($0) && $0 == $0.rounded() }))
}

/// The trellis with the number of states that `states` gives, at most `greatest`.
private func code(
  _ descriptor: Descriptor, upTo greatest: Int
) throws(DescriptorError) -> TrellisCode {
  let known = TrellisCodeCatalogue.all.names.filter { (Int($0) ?? 0) <= greatest }
  let text = descriptor.text("states") ?? "8"
  guard known.contains(text), let code = try? TrellisCodeCatalogue.all.entry(named: text) else {
    throw .badValue(
      descriptor: descriptor.description, key: "states", value: text,
      expected: "a power of two from 4 to \(greatest)")
  }
  return code
}

/// Trellis-coded quantisation of a fixed rate: `tcq[:states=8,alphabet=lloyd-max|optimised]`.
private func trellis(_ descriptor: Descriptor) throws(DescriptorError) -> QuantiserMethod.Sizing {
  try descriptor.checkKeys(["states", "alphabet"])
  let alphabet = try descriptor.choice("alphabet", default: TrellisCoded.Alphabet.optimised)
  return .rate(TrellisCoded(code: try code(descriptor, upTo: 256), alphabet: alphabet))
}

/// Entropy-coded trellis-coded quantisation: `ectcq[:states=8]`.
private func entropyCodedTrellis(
  _ descriptor: Descriptor
) throws(DescriptorError) -> QuantiserMethod.Sizing {
  try descriptor.checkKeys(["states"])
  return .rate(EntropyCodedTrellis(code: try code(descriptor, upTo: 16384)))
}

/// Two-level polar codes: `polar[:length=65536,list=8]`.
private func polar(_ descriptor: Descriptor) throws(DescriptorError) -> QuantiserMethod.Sizing {
  try descriptor.checkKeys(["length", "list"])
  let lengths = PolarDesigner.exponents
  let least = 1 << lengths.lowerBound
  let length = Int(
    try descriptor.number(
      "length", default: 65_536,
      expected: "a power of two from \(least) to \(1 << lengths.upperBound)",
      where: { lengths.map { Double(1 << $0) }.contains($0) }))
  let sizes = PolarDesigner.listSizes
  let list = Int(
    try descriptor.number(
      "list", default: 8,
      expected: "an integer from \(sizes.lowerBound) to \(sizes.upperBound)",
      where: { $0 == $0.rounded() && (1...Double(sizes.upperBound)).contains($0) }))
  return .rate(PolarDesigner(exponent: length.trailingZeroBitCount, listSize: list))
}
