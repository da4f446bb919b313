public import RDCore

/// The ways to design scalar quantisers that can be named: a line for each.
public let quantiserCatalogue = Catalogue<
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
  ])

/// Names that stand for several methods of the catalogue, which then all get the parameters given.
public let quantiserGroups: KeyValuePairs<String, [String]> = [
  "uniform": ["uniform-endpoints", "uniform-midpoints"]
]

/// The methods that a descriptor names: one of the catalogue, or all of a group.
///
/// - Throws: ``UnknownName`` or ``DescriptorError``.
public func quantiserMethods(_ descriptor: Descriptor) throws -> [QuantiserMethod] {
  let members = quantiserGroups.first { $0.key == descriptor.name }?.value
  return try (members ?? [descriptor.name]).map { name in
    guard quantiserCatalogue.names.contains(name) else {
      throw UnknownName(
        kind: quantiserCatalogue.kind, name: name,
        known: quantiserCatalogue.names + quantiserGroups.map(\.key))
    }
    let entry = try quantiserCatalogue.entry(named: name)
    return try entry(Descriptor(name: name, parameters: descriptor.parameters))
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
