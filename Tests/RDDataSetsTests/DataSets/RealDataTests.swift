import Foundation
import RDCore
import RDDataSets
import RDImages
import TestFolders
import Testing

/// Tests on the data sets themselves, for machines that have them.
@Suite("Real data sets")
struct RealDataTests {
  /// Whether a data set is here; a test that needs it is skipped with this line otherwise.
  static func needs(_ name: String) -> ConditionTrait {
    .enabled(
      if: DataSetCatalogue.isUsable(name),
      "the data set '\(name)' is not here, or the library for its files is not: rdtool data fetch \(name), scripts/setup"
    )
  }

  static func load(_ text: String) throws -> ImageDataSet {
    try DataSetCatalogue.load(Descriptor(parsing: text))
  }

  @Test("CIFAR-10 has the means and deviations that its users normalise by", needs("cifar10"))
  func cifar() throws {
    let train = try Self.load("cifar10")
    let block = try train.block()
    #expect(block.count == 50_000 && block.shape == ImageShape(height: 32, width: 32, channels: 3))
    // Means of the training images that are used everywhere, at their four digits: 0.4914, 0.4822, 0.4465.
    for (channel, expected) in [0.4914, 0.4822, 0.4465].enumerated() {
      var sum = 0
      for position in stride(from: channel, to: block.samples.count, by: 3) {
        sum += Int(block.samples[position])
      }
      #expect(abs(Double(sum) / Double(50_000 * 1024 * 255) - expected) <= 0.00005 + 1e-9)
    }
    let labels = try #require(train.labels)
    for label in 0..<10 { #expect(labels.count { $0 == UInt8(label) } == 5000) }
    let test = try Self.load("cifar10:split=test,count=1000")
    #expect(test.count == 1000)
  }

  @Test("MNIST has the mean and deviation that its users normalise by", needs("mnist"))
  func mnist() throws {
    let train = try Self.load("mnist")
    let block = try train.block()
    #expect(block.count == 60_000 && block.shape == ImageShape(height: 28, width: 28, channels: 1))
    var sum = 0
    var sumOfSquares = 0
    for sample in block.samples {
      sum += Int(sample)
      sumOfSquares += Int(sample) * Int(sample)
    }
    let count = Double(block.samples.count)
    let mean = Double(sum) / count / 255
    let deviation = (Double(sumOfSquares) / count / 65025 - mean * mean).squareRoot()
    // 0.1307 and 0.3081, as everywhere, at their four digits.
    #expect(abs(mean - 0.1307) <= 0.00005 && abs(deviation - 0.3081) <= 0.00005)
    // The ten classes of the 60,000 as [lecun1998]'s site counts them.
    let labels = try #require(train.labels)
    #expect(labels.count { $0 == 1 } == 6742)
    let firstTen = try Self.load("mnist:split=test,count=10")
    #expect(firstTen.labels == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
  }

  @Test(
    "MNIST is read and verified where torchvision has it, and unpacked under either name",
    needs("mnist"),
    arguments: [
      ("MNIST/raw", ""), ("MNIST/raw", ".gz"), ("mnist", ""), ("mnist", ".idx"),
    ])
  func mnistElsewhere(folder: String, ending: String) throws {
    let scratch = try TemporaryFolder()
    let target = scratch.url.appending(path: folder)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for path in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"] {
      let here = DataFolder.standard.path(of: "mnist/\(path)-ubyte.gz")
      guard FileManager.default.fileExists(atPath: here) else { return }
      var name = "\(path)-ubyte"
      if ending == ".idx" { name = name.replacing("-idx", with: ".idx") }
      if ending == ".gz" { name += ending }
      let bytes = try FileBytes.read(here, limit: 1 << 26)
      try Data(ending == ".gz" ? bytes : GzipFile.unpack(bytes, limit: 1 << 26, path: here))
        .write(to: target.appending(path: name))
    }
    let data = DataFolder(path: scratch.url.path)
    #expect(try DataSetCatalogue.all.entry(named: "mnist").isPresent(in: data))
    for check in try DataSetCatalogue.distribution(named: "mnist").checks {
      #expect(try check.verify(in: data).contains("SHA-256"))
    }
  }

  @Test("CIFAR-10 is read and verified where torchvision has it", needs("cifar10"))
  func cifarElsewhere() throws {
    let scratch = try TemporaryFolder()
    let target = scratch.url.appending(path: "cifar-10-batches-py")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    let records = try FileBytes.read(
      DataFolder.standard.path(of: "cifar-10-batches-bin/test_batch.bin"), limit: 30_730_000)
    let starts = stride(from: 0, to: records.count, by: 3073)
    let pickle = PickledBatch.bytes(
      labels: starts.map { records[$0] },
      planes: starts.flatMap { records[($0 + 1)..<($0 + 3073)] }, width: 3072)
    try Data(pickle).write(to: target.appending(path: "test_batch"))
    let data = DataFolder(path: scratch.url.path)
    #expect(try DataSetCatalogue.all.entry(named: "cifar10").isPresent(in: data))
    let check = try DataSetCatalogue.distribution(named: "cifar10").checks[1]
    #expect(try check.verify(in: data).contains("10000 images"))
  }

  @Test("the Kodak set has 24 photographs", needs("kodak"))
  func kodak() throws {
    let photographs = try Self.load("kodak").images()
    #expect(photographs.count == 24 && photographs[3].name == "kodim04")
    #expect(photographs[0].image.shape == ImageShape(height: 512, width: 768, channels: 3))
    #expect(photographs[3].image.shape == ImageShape(height: 768, width: 512, channels: 3))
    // The first pixels of kodim01, as Pillow reads them.
    #expect(Array(photographs[0].image.samples.prefix(6)) == [99, 99, 99, 99, 99, 99])
  }

  @Test("photographs of BSDS500 are halved by means", needs("bsds500"))
  func halvings() throws {
    let half = try Self.load("bsds500:split=val,count=1,halvings=1").images()[0].image
    #expect(half.shape == ImageShape(height: 240, width: 160, channels: 3))
  }
}
