import Foundation
import RDCore
import Synchronization

/// Common parts of the synthetic data sets, which need no files.
enum StandIn {
  /// Images of one shape, generated concurrently, each by its index.
  static func block(
    count: Int, shape: ImageShape, image: @Sendable (Int) -> [UInt8]
  ) -> ImageBlock {
    let pieces = Mutex([[UInt8]](repeating: [], count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let samples = image(index)
      pieces.withLock { $0[index] = samples }
    }
    return ImageBlock(
      count: count, shape: shape, samples: Array(pieces.withLock { $0 }.joined()))
  }

  /// The seed of a descriptor's images: training and test sets are disjoint.
  package static func seed(_ descriptor: Descriptor) throws -> SeedPath {
    let split = try descriptor.split(default: "train", of: ["train", "test"])
    let number = try descriptor.integer("seed", in: 0...Int(Int32.max)) ?? 0
    return SeedPath(root: 0x5eed_2026)["data", descriptor.name]["split", split]["seed", number]
  }

  package static func parameters(count: Int) -> [DataSetEntry.Parameter] {
    [
      DataSetEntry.Parameter(
        "split", default: "train", "train or test, which have no image in common"),
      DataSetEntry.Parameter("count", default: String(count), "how many images"),
      DataSetEntry.Parameter("seed", default: "0", "another integer gives other images"),
    ]
  }
}
