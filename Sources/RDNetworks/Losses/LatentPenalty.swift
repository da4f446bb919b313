import RDCore

/// A penalty of the latents of an image, for sparse codes.
///
/// Written `l1:weight=0.01` or `kl-sparsity:target=0.05,weight=1`.
package enum LatentPenalty: Sendable, Equatable {
  /// `weight` times the sum of the absolute latents of an image.
  case absolute(weight: Double)

  /// `weight` times the sum over the latents, which are from 0 to 1, of the divergence in nats of the Bernoulli distribution of the latent's mean
  /// over a group of images from that of mean `target`.
  ///
  /// A group is what a step sees of its batch at once: the whole batch where it is not cut into shards, as in experiments, and else the
  /// images of a shard. So it does not depend on the number of threads.
  case sparsity(target: Double, weight: Double)

  /// Reads a penalty; `none` gives `nil`.
  ///
  /// - Throws: `UnknownName` or `DescriptorError`.
  package static func parse(_ text: String) throws -> LatentPenalty? {
    let descriptor = try Descriptor(parsing: text)
    func weight() throws -> Double {
      try descriptor.requiredNumber(
        "weight", expected: "a number of at least 0", where: { $0 >= 0 })
    }
    switch descriptor.name {
    case "none":
      try descriptor.checkKeys([])
      return nil
    case "l1":
      try descriptor.checkKeys(["weight"])
      return .absolute(weight: try weight())
    case "kl-sparsity":
      try descriptor.checkKeys(["target", "weight"])
      return .sparsity(
        target: try descriptor.requiredNumber(
          "target", expected: "between 0 and 1", where: { 0 < $0 && $0 < 1 }),
        weight: try weight())
    default:
      throw UnknownName(
        kind: "penalty", name: descriptor.name, known: ["none", "l1", "kl-sparsity"])
    }
  }
}

extension LatentPenalty: CustomStringConvertible {
  /// The text that `parse(_:)` reads.
  package var description: String {
    switch self {
    case .absolute(let weight): "l1:weight=\(weight)"
    case .sparsity(let target, let weight): "kl-sparsity:target=\(target),weight=\(weight)"
    }
  }
}
