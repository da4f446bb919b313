import Foundation
import RDCore
import RDImages
import ReferenceTables
import Testing

@Suite("Metrics of decoded images")
struct ImageComparisonTests {
  private let tables = ReferenceTables(in: Bundle.module)

  @Test("agree with an independent 30-digit computation, at 64 and 256 pixels")
  func exactTable() throws {
    for row in try tables.rows("image-metrics") {
      let size = Int(try row.number("N"))
      let original = try grey(#require(row["image"]), size: size)
      let decoded = try changed(original, by: #require(row["distortion"]))
      #expect(original.samples.reduce(0) { $0 + Int($1) } == Int(try row.number("sum_ref")))
      #expect(decoded.samples.reduce(0) { $0 + Int($1) } == Int(try row.number("sum_dist")))
      let comparison = try ImageComparison(of: decoded, with: original, measures: .all)
      // The table has 14 digits.
      #expect(
        isClose(comparison.pooledMeanSquaredError, try row.number("mse"), relative: 1e-13))
      let psnr = try row.number("psnr_db")
      #expect(
        comparison.meanPSNRDecibels == psnr
          || isClose(comparison.meanPSNRDecibels, psnr, relative: 1e-13))
      let similarity = try #require(comparison.meanStructuralSimilarity)
      #expect(
        isClose(similarity, try row.number("ssim_gauss11_s1.5_valid"), relative: 2e-13))
      guard row["msssim_5scale"]?.isEmpty == false else { continue }
      let multiscale = try #require(comparison.meanMultiscaleStructuralSimilarity)
      #expect(isClose(multiscale, try row.number("msssim_5scale"), relative: 2e-13))
    }
  }

  @Test("agree with NumPy on colour images of odd sizes, with one to five scales")
  func colour() throws {
    for row in try tables.rows("colour-similarity") {
      let shape = ImageShape(
        height: Int(try row.number("height")), width: Int(try row.number("width")),
        channels: Int(try row.number("channels")))
      let (original, decoded) = colours(shape, isNegative: row["kind"] == "negative")
      // One block of the image and its own copy: the copy shows that images do not disturb each other.
      let comparison = try ImageComparison(
        of: ImageBlock(count: 2, shape: shape, samples: decoded + original),
        with: ImageBlock(count: 2, shape: shape, samples: original + original), measures: .all)
      // NumPy sums in double precision too.
      #expect(isClose(comparison.meanSquaredErrors[0], try row.number("mse"), relative: 1e-13))
      let similarities = try #require(comparison.structuralSimilarities)
      #expect(abs(similarities[0] - (try row.number("ssim"))) < 1e-12)
      let multiscale = try #require(comparison.multiscaleStructuralSimilarities)
      #expect(abs(multiscale[0] - (try row.number("msssim"))) < 1e-12)
      #expect(similarities[1] == 1 && multiscale[1] == 1 && comparison.psnrDecibels[1] == .infinity)
    }
  }

  @Test("name both readings of PSNR")
  func pooling() throws {
    let shape = ImageShape(height: 1, width: 2, channels: 1)
    let comparison = try ImageComparison(
      of: ImageBlock(count: 2, shape: shape, samples: [9, 7, 100, 104]),
      with: ImageBlock(count: 2, shape: shape, samples: [7, 7, 100, 100]))
    #expect(comparison.meanSquaredErrors == [2, 8])
    #expect(comparison.pooledMeanSquaredError == 5)
    // 10 log10(65025 / 5), and the mean of 10 log10(65025 / 2) and 10 log10(65025 / 8).
    #expect(isClose(comparison.psnrDecibelsOfPooledError, 41.141_103_566, relative: 1e-10))
    #expect(isClose(comparison.meanPSNRDecibels, 42.110_203_695, relative: 1e-10))
    #expect(comparison.structuralSimilarities == nil)
  }

  @Test("are the same for 8-bit samples, for 16-bit ones and for numbers from 0 to 1")
  func sampleTypes() throws {
    let shape = ImageShape(height: 17, width: 14, channels: 3)
    let (original, decoded) = colours(shape, isNegative: false)
    let bytes = try ImageComparison(
      of: ImageBlock(count: 1, shape: shape, samples: decoded),
      with: ImageBlock(count: 1, shape: shape, samples: original), measures: .all)
    func wide(_ samples: [UInt8]) -> Image {
      Image(shape: shape, bitDepth: 16, samples: samples.map { 257 * UInt16($0) })
    }
    let words = try ImageComparison(of: wide(decoded), with: wide(original), measures: .all)
    let numbers = ImageComparison(
      of: decoded.map { Float($0) / 255 }, with: original.map { Float($0) / 255 }, shape: shape,
      measures: .all)
    let value = try #require(bytes.meanStructuralSimilarity)
    #expect(isClose(try #require(words.meanStructuralSimilarity), value, relative: 1e-12))
    #expect(
      isClose(
        words.pooledRelativeMeanSquaredError, bytes.pooledRelativeMeanSquaredError, relative: 1e-12)
    )
    // A sample divided by 255 is off by 6e-8 of itself in single precision.
    #expect(isClose(try #require(numbers.meanStructuralSimilarity), value, relative: 1e-6))
  }

  @Test("have no similarity where the window does not fit, and need comparable images")
  func limits() throws {
    let small = Image(
      shape: ImageShape(height: 10, width: 500, channels: 1),
      samples: Array(repeating: 3, count: 5000))
    let comparison = try ImageComparison(of: small, with: small, measures: .all)
    #expect(comparison.structuralSimilarities == nil)
    #expect(comparison.multiscaleStructuralSimilarities == nil)
    let dot = Image(shape: ImageShape(height: 1, width: 1, channels: 1), samples: [3])
    let deep = Image(
      shape: ImageShape(height: 1, width: 1, channels: 1), bitDepth: 10, samples: [3])
    #expect(throws: ImageComparisonError.self) { try ImageComparison(of: dot, with: small) }
    #expect(throws: ImageComparisonError.self) { try ImageComparison(of: dot, with: deep) }
    let none = ImageBlock(count: 0, shape: dot.shape, samples: [])
    #expect(throws: ImageComparisonError.noImages) { try ImageComparison(of: none, with: none) }
  }

  @Test("agree with NumPy on PSNR-HVS-M, which leaves out what is not a whole block")
  func contrastMasking() throws {
    for row in try tables.rows("psnr-hvs-m") {
      let shape = ImageShape(
        height: Int(try row.number("height")), width: Int(try row.number("width")),
        channels: Int(try row.number("channels")))
      let (original, decoded) = colours(shape, isNegative: row["kind"] == "negative")
      func decibels(_ samples: [UInt8]) -> Double? {
        PSNRHVSM.decibels(
          of: Image(shape: shape, bytes: samples), with: Image(shape: shape, bytes: original))
      }
      // Sums of a few thousand terms in another order.
      #expect(
        abs(try #require(decibels(decoded)) - (try row.number("psnr_hvs_m"))) < 1e-10)
      #expect(decibels(original) == .infinity)
    }
    let small = Image(shape: ImageShape(height: 7, width: 8, channels: 1), samples: Array(0..<56))
    #expect(PSNRHVSM.decibels(of: small, with: small) == nil)
  }

  @Test("of single channels have the pooled error as their mean, and luma is that of BT.601")
  func channels() throws {
    let shape = ImageShape(height: 1, width: 2, channels: 3)
    let original = Image(shape: shape, bitDepth: 10, samples: [100, 200, 300, 1000, 0, 0])
    let decoded = Image(shape: shape, bitDepth: 10, samples: [104, 200, 301, 1000, 6, 0])
    #expect(decoded.channelMeanSquaredErrors(from: original) == [8, 18, 0.5])
    #expect(
      zip([0, 1], [181.5, 299]).allSatisfy { isClose(original.luma(at: $0), $1, relative: 1e-14) })
    let error = pow(0.299 * 4 + 0.114, 2) + pow(0.587 * 6, 2)
    #expect(isClose(decoded.lumaMeanSquaredError(from: original), error / 2, relative: 1e-12))
    let grey = Image(shape: ImageShape(height: 1, width: 2, channels: 1), samples: [3, 9])
    #expect([0, 1].map(grey.luma) == [3, 9])
  }

  /// The images of the table; see its description.
  private func grey(_ name: String, size: Int) throws -> Image {
    let samples = (0..<(size * size)).map { index -> UInt16 in
      let (i, j) = (index / size, index % size)
      if name == "A" { return UInt16((7 * i + 13 * j + (i * j) % 31) % 256) }
      let wave = 60 * sin(2 * Double.pi * Double(i) / 32)
      let ripple = 50 * cos(2 * Double.pi * Double(i + 2 * j) / 45)
      return UInt16((128 + wave + ripple + 0.5).rounded(.down))
    }
    return Image(shape: ImageShape(height: size, width: size, channels: 1), samples: samples)
  }

  private func changed(_ image: Image, by distortion: String) throws -> Image {
    let size = image.shape.width
    func sample(_ i: Int, _ j: Int) -> Int {
      Int(image.samples[min(max(i, 0), size - 1) * size + min(max(j, 0), size - 1)])
    }
    let samples = try image.samples.indices.map { index -> UInt16 in
      let (i, j) = (index / size, index % size)
      let x = sample(i, j)
      let y: Int
      switch distortion {
      case "noise": y = x + ((31 * i + 17 * j + (5 * i * j) % 23) % 21) - 10
      case "quant16": y = 16 * (x / 16) + 8
      case "shift12": y = x + 12
      case "contrast": y = (3 * x + 128) / 4
      case "box3":
        var sum = 4
        for k in -1...1 { for l in -1...1 { sum += sample(i + k, j + l) } }
        y = sum / 9
      case "identical": y = x
      default: throw ReferenceTables.Failure.noTable(distortion)
      }
      return UInt16(min(max(y, 0), 255))
    }
    return Image(shape: image.shape, samples: samples)
  }

  /// The images of `scripts/oracles/image_metrics.py`.
  private func colours(_ shape: ImageShape, isNegative: Bool) -> ([UInt8], [UInt8]) {
    var original: [UInt8] = []
    var decoded: [UInt8] = []
    for i in 0..<shape.height {
      for j in 0..<shape.width {
        for c in 0..<shape.channels {
          let x = (7 * i + 13 * j + 29 * c + (i * j) % 31 + (i / 5) * (j / 7) * 3) % 256
          let noise = (31 * i + 17 * j + 11 * c + (5 * i * j) % 23) % 41 - 20
          original.append(UInt8(x))
          decoded.append(UInt8(isNegative ? 255 - x : min(max(x + noise, 0), 255)))
        }
      }
    }
    return (original, decoded)
  }
}
