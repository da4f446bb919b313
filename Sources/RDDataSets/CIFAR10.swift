import RDCore
import RDImages

/// CIFAR-10: 50,000 and 10,000 colour images of 32 by 32 pixels in ten classes, in its binary version.
///
/// A record is a label and the planes of red, green and blue, 3073 bytes; a file has 10,000 of them.
///
/// > Source: [krizhevsky2009].
enum CIFAR10 {
  package static let entry = DataSetEntry(
    "colour images of ten classes, 32x32, 50000 for training and 10000 for testing",
    folder: folder,
    parameters: [
      DataSetEntry.Parameter("split", default: "train", "train or test"),
      DataSetEntry.Parameter("count", default: nil, "the first n images; all if not given"),
    ],
    distribution: distribution, load: load)

  static let folder = "cifar-10-batches-bin"
  package static let shape = ImageShape(height: 32, width: 32, channels: 3)
  static let imagesPerFile = 10_000
  static let recordSize = 1 + shape.elementCount

  /// The files of a split, in their order.
  static func files(of split: String) -> [String] {
    split == "test" ? ["test_batch.bin"] : (1...5).map { "data_batch_\($0).bin" }
  }

  private static func load(_ descriptor: Descriptor, from data: DataFolder) throws -> ImageDataSet {
    let split = try descriptor.split(default: "train", of: ["train", "test"])
    let files = files(of: split)
    let count = try descriptor.imageCount(of: files.count * imagesPerFile)
    guard data.contains(folder) else {
      throw DataSetError.absent(name: descriptor.name, path: data.path(of: folder))
    }
    var labels: [UInt8] = []
    labels.reserveCapacity(count)
    let samples = try [UInt8](unsafeUninitializedCapacity: count * shape.elementCount) {
      samples, filled in
      filled = 0
      for file in files where labels.count < count {
        let bytes = try records(of: data.path(of: folder + "/" + file))
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
  static func records(of path: String) throws -> [UInt8] {
    let size = imagesPerFile * recordSize
    let bytes = try FileBytes.read(path, limit: size)
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
