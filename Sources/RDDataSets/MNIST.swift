import RDCore

/// MNIST: 60,000 and 10,000 grey images of handwritten digits, 28 by 28 pixels, as IDX files, compressed or not, in a folder of their own
/// or where torchvision has them.
///
/// > Source: [lecun1998].
enum MNIST {
  package static let entry = DataSetEntry(
    "grey images of handwritten digits, 28x28, 60000 for training and 10000 for testing",
    folder: folder, otherFolders: [torchvisionFolder], isReadable: GzipFile.isBuilt,
    parameters: [
      DataSetEntry.Parameter("split", default: "train", "train or test"),
      DataSetEntry.Parameter("count", default: nil, "the first n images; all if not given"),
    ],
    distribution: distribution, load: load)

  static let folder = "mnist"
  private static let torchvisionFolder = "MNIST/raw"

  /// The paths that a file of the set may have in a data folder, the usual one first; some copies have a point in the name.
  static func paths(of name: String) -> [String] {
    let names = [name, name.replacing("-idx", with: ".idx")]
    return [folder, torchvisionFolder].flatMap { folder in
      names.flatMap { ["\(folder)/\($0).gz", "\(folder)/\($0)"] }
    }
  }

  package static let shape = ImageShape(height: 28, width: 28, channels: 1)

  private static func load(_ descriptor: Descriptor, from data: DataFolder) throws -> ImageDataSet {
    let split = try descriptor.split(default: "train", of: ["train", "test"])
    let prefix = split == "test" ? "t10k" : "train"
    let total = split == "test" ? 10_000 : 60_000
    let count = try descriptor.imageCount(of: total)
    guard entry.isPresent(in: data) else {
      throw DataSetError.absent(name: descriptor.name, path: data.path(of: folder))
    }
    let labels = try IDXFile.read(
      "\(prefix)-labels-idx1-ubyte", dimensions: [total], from: data)
    let samples = try IDXFile.read(
      "\(prefix)-images-idx3-ubyte", dimensions: [total, shape.height, shape.width], from: data)
    if let wrong = labels.first(where: { $0 > 9 }) {
      throw DataSetError.damaged(
        path: data.path(of: folder), reason: "an image of '\(prefix)' has the label \(wrong)")
    }
    let block = ImageBlock(
      count: count, shape: shape, samples: Array(samples.prefix(count * shape.elementCount)))
    return ImageDataSet(
      descriptor: descriptor, pictures: .block(block, labels: Array(labels.prefix(count))))
  }
}
