import RDCore
import RDScalarQuantisation
import RDVectorQuantisation

/// The ways to design quantisers that can be named.
package enum QuantiserCatalogue {
  /// How each is made from its descriptor: a line for each.
  package static let all = Catalogue<
    @Sendable (Descriptor) throws(DescriptorError) -> QuantiserMethod
  >(
    kind: "method",
    [
      "lloyd-max": { descriptor throws(DescriptorError) in
        try descriptor.checkKeys([])
        return QuantiserMethod(name: descriptor.description) { LloydMax(levelCount: $0) }
      },
      "uniform-endpoints": { descriptor throws(DescriptorError) in
        try uniformPoints(.endPoints, descriptor)
      },
      "uniform-midpoints": { descriptor throws(DescriptorError) in
        try uniformPoints(.midpoints, descriptor)
      },
      "uniform-optimal": { descriptor throws(DescriptorError) in
        try descriptor.checkKeys([])
        return QuantiserMethod(name: descriptor.description) { UniformOptimal(levelCount: $0) }
      },
      "tcq-4": { descriptor throws(DescriptorError) in
        try .trellisCoded(states: "4", descriptor)
      },
      "tcq-8": { descriptor throws(DescriptorError) in
        try .trellisCoded(states: "8", descriptor)
      },
      "tcq-16": { descriptor throws(DescriptorError) in
        try .trellisCoded(states: "16", descriptor)
      },
      "tcq-32": { descriptor throws(DescriptorError) in
        try .trellisCoded(states: "32", descriptor)
      },
      "tcq-64": { descriptor throws(DescriptorError) in
        try .trellisCoded(states: "64", descriptor)
      },
      "tcq-128": { descriptor throws(DescriptorError) in
        try .trellisCoded(states: "128", descriptor)
      },
      "tcq-256": { descriptor throws(DescriptorError) in
        try .trellisCoded(states: "256", descriptor)
      },
      "ectcq-4": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "4", descriptor)
      },
      "ectcq-8": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "8", descriptor)
      },
      "ectcq-16": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "16", descriptor)
      },
      "ectcq-32": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "32", descriptor)
      },
      "ectcq-64": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "64", descriptor)
      },
      "ectcq-128": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "128", descriptor)
      },
      "ectcq-256": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "256", descriptor)
      },
      "ectcq-512": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "512", descriptor)
      },
      "ectcq-1024": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "1024", descriptor)
      },
      "ectcq-2048": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "2048", descriptor)
      },
      "ectcq-4096": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "4096", descriptor)
      },
      "ectcq-8192": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "8192", descriptor)
      },
      "ectcq-16384": { descriptor throws(DescriptorError) in
        try .entropyCodedTrellis(states: "16384", descriptor)
      },
      "polar": { descriptor throws(DescriptorError) in try .polar(descriptor) },
      "lbg": { descriptor throws(DescriptorError) in
        let dimension = try vectorDimension(descriptor, default: 4)
        return QuantiserMethod(
          name: descriptor.description, designer: GeneralisedLloyd(dimension: dimension))
      },
      "ecvq": { descriptor throws(DescriptorError) in
        let dimension = try vectorDimension(descriptor, default: 2)
        return QuantiserMethod(
          name: descriptor.description, designer: EntropyConstrainedVQ(dimension: dimension))
      },
      "z": { descriptor throws(DescriptorError) in try lattice(ZLattice(), descriptor) },
      "a2": { descriptor throws(DescriptorError) in try lattice(A2Lattice(), descriptor) },
      "d4": { descriptor throws(DescriptorError) in try lattice(D4Lattice(), descriptor)
      },
      "e8": { descriptor throws(DescriptorError) in try lattice(E8Lattice(), descriptor) },
      "leech": { descriptor throws(DescriptorError) in try lattice(LeechLattice(), descriptor) },
      "companding": { descriptor throws(DescriptorError) in try companding(descriptor) },
      "uniform-threshold": { descriptor throws(DescriptorError) in
        try descriptor.checkKeys([])
        return QuantiserMethod(name: descriptor.description, designer: UniformThreshold())
      },
      "ecsq": { descriptor throws(DescriptorError) in
        try descriptor.checkKeys([])
        return QuantiserMethod(name: descriptor.description, designer: EntropyConstrained())
      },
    ])

  /// Names that stand for several methods of the catalogue, which then all get the parameters given.
  package static let groups: KeyValuePairs<String, [String]> = [
    "uniform": ["uniform-endpoints", "uniform-midpoints"]
  ]

  /// The methods that are compared where none are named: those of a number of levels with a norm, the best or a uniform one.
  package static let defaultMethodNames = [
    "lloyd-max", "uniform-endpoints", "uniform-midpoints", "uniform-optimal",
  ]

  /// The names of the methods whose size is a number of levels.
  package static var levelMethodNames: [String] {
    all.names.filter { name in
      guard case .levels? = try? method(named: name).sizing else { return false }
      return true
    }
  }

  /// The method of that name, its parameters at their defaults.
  ///
  /// - Throws: `UnknownName`.
  package static func method(named name: String) throws -> QuantiserMethod {
    try all.entry(named: name)(Descriptor(name: name))
  }

  /// The designer of scalar quantisers of that name and size, its parameters at their defaults.
  ///
  /// - Throws: `UnknownName`, or ``RateMethodError`` for a method whose size is no number of levels.
  package static func designer(
    named name: String, levelCount: Int
  ) throws -> any QuantiserDesigner {
    try method(named: name).designer(levelCount: levelCount)
  }

  /// The methods that a descriptor names: one of the catalogue, or all of a group.
  ///
  /// - Throws: `UnknownName` or `DescriptorError`.
  package static func methods(_ descriptor: Descriptor) throws -> [QuantiserMethod] {
    let members = groups.first { $0.key == descriptor.name }?.value
    return try (members ?? [descriptor.name]).map { name in
      guard all.names.contains(name) else {
        throw UnknownName(
          kind: all.kind, name: name,
          known: all.names + groups.map(\.key))
      }
      let entry = try all.entry(named: name)
      return try entry(Descriptor(name: name, parameters: descriptor.parameters))
    }
  }
}

private func uniformPoints(
  _ reading: UniformPoints.Reading, _ descriptor: Descriptor
) throws(DescriptorError) -> QuantiserMethod {
  try descriptor.checkKeys(["loading"])
  let loading = try descriptor.number(
    "loading", default: 3, expected: "a number of standard deviations above 0 and at most 1000",
    where: { $0 > 0 && $0 <= 1000 })
  return QuantiserMethod(name: descriptor.description) {
    UniformPoints(levelCount: $0, reading: reading, loading: loading)
  }
}

private func lattice(
  _ lattice: some Lattice, _ descriptor: Descriptor
) throws(DescriptorError) -> QuantiserMethod {
  try descriptor.checkKeys([])
  return QuantiserMethod(name: descriptor.description, designer: LatticeDesigner(lattice))
}

/// `companding`, or `companding:mu=255[,loading=4]`.
private func companding(_ descriptor: Descriptor) throws(DescriptorError) -> QuantiserMethod {
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
  return QuantiserMethod(name: descriptor.description) { [law] in
    Companding(levelCount: $0, law: law)
  }
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
