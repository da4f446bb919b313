import RDCore

extension DeadLeaves {
  /// The most samples that a data set of them may have.
  private static let sampleLimit = 1 << 30

  package static let entry = DataSetEntry(
    "colour images with the statistics of photographs, drawn: discs that hide one another",
    folder: nil,
    parameters: StandIn.parameters(count: 1000) + [
      DataSetEntry.Parameter("width", default: "32", "pixels, 1 to 4096"),
      DataSetEntry.Parameter("height", default: "32", "pixels, 1 to 4096"),
    ]
  ) { descriptor, _ in
    let count = try descriptor.integer("count") ?? 1000
    let leaves = DeadLeaves(
      height: try descriptor.integer("height", in: 1...4096) ?? 32,
      width: try descriptor.integer("width", in: 1...4096) ?? 32)
    guard count <= sampleLimit / leaves.shape.elementCount else {
      throw DescriptorError.inconsistent(
        descriptor: descriptor.description,
        reason: "\(count) images of \(leaves.shape) have more than \(sampleLimit) samples")
    }
    let block = leaves.block(count: count, seed: try StandIn.seed(descriptor))
    return ImageDataSet(descriptor: descriptor, pictures: .block(block, labels: nil))
  }
}
