import RDCore
import RDImages

/// CIFAR-10: 50,000 and 10,000 colour images of 32 by 32 pixels in ten classes, in its binary version or as
/// torchvision has them.
///
/// A record is a label and the planes of red, green and blue, 3073 bytes; a file has 10,000 of them. The files of the version for
/// Python are pickles of the labels and of an array of the planes.
///
/// > Source: [krizhevsky2009].
enum CIFAR10 {
  package static let entry = DataSetEntry(
    "colour images of ten classes, 32x32, 50000 for training and 10000 for testing",
    folder: folder, otherFolders: [pickledFolder],
    parameters: [
      DataSetEntry.Parameter("split", default: "train", "train or test"),
      DataSetEntry.Parameter("count", default: nil, "the first n images; all if not given"),
    ],
    distribution: distribution, load: load)

  static let folder = "cifar-10-batches-bin"
  private static let pickledFolder = "cifar-10-batches-py"
  package static let shape = ImageShape(height: 32, width: 32, channels: 3)
  static let imagesPerFile = 10_000
  static let recordSize = 1 + shape.elementCount

  /// The files of a split without their suffix, in their order.
  static func files(of split: String) -> [String] {
    split == "test" ? ["test_batch"] : (1...5).map { "data_batch_\($0)" }
  }

  private static func load(_ descriptor: Descriptor, from data: DataFolder) throws -> ImageDataSet {
    let split = try descriptor.split(default: "train", of: ["train", "test"])
    let files = files(of: split)
    let count = try descriptor.imageCount(of: files.count * imagesPerFile)
    guard entry.isPresent(in: data) else {
      throw DataSetError.absent(name: descriptor.name, path: data.path(of: folder))
    }
    var labels: [UInt8] = []
    labels.reserveCapacity(count)
    let samples = try [UInt8](unsafeUninitializedCapacity: count * shape.elementCount) {
      samples, filled in
      filled = 0
      for file in files where labels.count < count {
        let bytes = try records(of: file, in: data)
        bytes.withUnsafeBufferPointer { bytes in
          let taken = min(imagesPerFile, count - labels.count)
          for image in 0..<taken {
            labels.append(bytes[image * recordSize])
            let planes = UnsafeBufferPointer(
              rebasing: bytes[(image * recordSize + 1)..<((image + 1) * recordSize)])
            interleave(planes, into: UnsafeMutableBufferPointer(rebasing: samples[filled...]))
            filled += shape.elementCount
          }
        }
      }
    }
    return ImageDataSet(
      descriptor: descriptor,
      pictures: .block(ImageBlock(count: count, shape: shape, samples: samples), labels: labels))
  }

  /// The records of a complete file with valid labels.
  ///
  /// - Throws: ``ImageFileError``, or ``DataSetError/damaged(path:reason:)``.
  static func records(of file: String, in data: DataFolder) throws -> [UInt8] {
    let path = data.path(ofFirst: ["\(folder)/\(file).bin", "\(pickledFolder)/\(file)"])
    let size = imagesPerFile * recordSize
    // A pickle has more than the records, the names of the images among it.
    let isPickle = !path.hasSuffix(".bin")
    let stored = try FileBytes.read(path, limit: isPickle ? 2 * size : size)
    let bytes = isPickle ? try unpickled(stored, path: path) : stored
    guard bytes.count == size else {
      throw DataSetError.damaged(
        path: path, reason: "it has \(bytes.count) bytes where \(size) are due")
    }
    for image in 0..<imagesPerFile where bytes[image * recordSize] > 9 {
      throw DataSetError.damaged(
        path: path, reason: "image \(image + 1) has the label \(bytes[image * recordSize])")
    }
    return bytes
  }

  /// The records of a pickled file.
  private static func unpickled(_ pickle: [UInt8], path: String) throws -> [UInt8] {
    let batch = try PickleReader.read(pickle, path: path)
    guard let labels = batch["labels"]?.integers, labels.count == imagesPerFile,
      labels.allSatisfy({ UInt8(exactly: $0) != nil }),
      let planes = batch["data"]?.bytes(shape: [imagesPerFile, shape.elementCount])
    else {
      throw DataSetError.damaged(
        path: path, reason: "it lacks \(imagesPerFile) labels or their images")
    }
    var records: [UInt8] = []
    records.reserveCapacity(imagesPerFile * recordSize)
    for (image, label) in labels.enumerated() {
      let start = planes.startIndex + image * shape.elementCount
      records.append(UInt8(label))
      records += planes[start..<(start + shape.elementCount)]
    }
    return records
  }

  private static func interleave(
    _ planes: UnsafeBufferPointer<UInt8>, into pixels: UnsafeMutableBufferPointer<UInt8>
  ) {
    let size = shape.pixelCount
    for pixel in 0..<size {
      pixels[3 * pixel] = planes[pixel]
      pixels[3 * pixel + 1] = planes[size + pixel]
      pixels[3 * pixel + 2] = planes[2 * size + pixel]
    }
  }
}
