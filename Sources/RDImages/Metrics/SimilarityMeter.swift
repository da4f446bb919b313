import RDCore
import RDNumerics
import RealModule

/// Measures the structural similarity of images of one shape, reusing its buffers.
///
/// Channels are interleaved, so that one pass over flat rows filters all of them: down their columns with neighbours a row apart, then
/// along the rows with neighbours a pixel apart. Windows across the edge of a row are computed too, but excluded from the sums. A strip of
/// rows is filtered at a time; what is as large as an image are the halves of both for the coarser scales, four bytes per sample.
final class SimilarityMeter {
  private let shape: ImageShape
  private let weights: [Double]
  private let isMultiscale: Bool
  private let luminanceConstant: Double
  private let contrastConstant: Double
  private let window: [Double]

  /// Rows of the map in a strip, at most.
  private let stripHeight: Int

  /// Strips of two images, of the sum of their squares and of their product, then these four filtered down the columns: eight planes.
  private let memory: UnsafeMutablePointer<Double>
  private let planeLength: Int

  /// Both images at half the size, one after the other; empty if one scale is enough.
  private let halves: UnsafeMutableBufferPointer<Double>

  /// Sums of similarities and of contrast parts down the columns of the map.
  private var sums: [Double]
  private var contrastSums: [Double]

  /// Rows and columns of the window but one.
  private static let margin = 10

  /// A meter of images of that shape; `nil` if the window does not fit into them.
  ///
  /// - Parameters:
  ///   - shape: the shape of the images.
  ///   - maximum: the largest sample.
  ///   - measures: the requested measures; coarser scales are computed for MS-SSIM only.
  init?(shape: ImageShape, maximum: Double, measures: ImageMeasures) {
    typealias Definition = StructuralSimilarityDefinition
    weights = Definition.scaleWeights(height: shape.height, width: shape.width)
    guard !weights.isEmpty else { return nil }
    self.shape = shape
    isMultiscale = measures.contains(.multiscaleStructuralSimilarity)
    luminanceConstant = Definition.luminanceConstant * maximum * maximum
    contrastConstant = Definition.contrastConstant * maximum * maximum
    window = Definition.window
    stripHeight = min(shape.height - Self.margin, 32)
    // The last vectors reach up to 7 numbers and a window's width of pixels beyond the strip.
    planeLength =
      (stripHeight + Self.margin) * shape.width * shape.channels
      + Self.margin * shape.channels + 16
    memory = .allocate(capacity: 8 * planeLength)
    memory.initialize(repeating: 0, count: 8 * planeLength)
    let halfCount = (shape.height / 2) * (shape.width / 2) * shape.channels
    halves = .allocate(capacity: isMultiscale && weights.count > 1 ? 2 * halfCount : 0)
    halves.initialize(repeating: 0)
    sums = Array(repeating: 0, count: shape.width * shape.channels)
    contrastSums = sums
  }

  deinit {
    memory.deallocate()
    halves.deallocate()
  }

  /// The structural similarity, and its multi-scale form if requested.
  func measure<Sample: ImageSample>(
    _ decoded: UnsafeBufferPointer<Sample>, _ reference: UnsafeBufferPointer<Sample>
  ) -> (single: Double, multiscale: Double) {
    var products = [Double](repeating: 1, count: shape.channels)
    sumUp(decoded, reference, shape)
    let single = takeSums(of: shape, scale: 0, into: &products)
    var shape = shape
    let start = halves.count / 2
    for scale in weights.indices.dropFirst() where isMultiscale {
      // In place from the second halving on: writes never overtake reads.
      let size = shape.elementCount
      let smaller: ImageShape
      if scale == 1 {
        smaller = Self.halve(decoded, shape, into: halves[..<start])
        _ = Self.halve(reference, shape, into: halves[start...])
      } else {
        smaller = Self.halve(half(at: 0, size), shape, into: halves[..<start])
        _ = Self.halve(half(at: start, size), shape, into: halves[start...])
      }
      shape = smaller
      sumUp(half(at: 0, shape.elementCount), half(at: start, shape.elementCount), shape)
      _ = takeSums(of: shape, scale: scale, into: &products)
    }
    return (single, products.reduce(0, +) / Double(products.count))
  }

  private func half(at start: Int, _ count: Int) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(rebasing: halves[start..<start + count])
  }

  /// The mean similarity of a scale, whose part of the multi-scale form is multiplied into the channels' products.
  private func takeSums(of shape: ImageShape, scale: Int, into products: inout [Double]) -> Double {
    let isCoarsest = scale + 1 == weights.count
    let mapRowLength = (shape.width - Self.margin) * shape.channels
    let windowCount = Double((shape.height - Self.margin) * (shape.width - Self.margin))
    var single = 0.0
    for channel in 0..<shape.channels {
      var (sum, contrastSum) = (0.0, 0.0)
      for position in stride(from: channel, to: mapRowLength, by: shape.channels) {
        sum += sums[position]
        contrastSum += contrastSums[position]
      }
      single += sum / windowCount / Double(shape.channels)
      let mean = (isCoarsest ? sum : contrastSum) / windowCount
      products[channel] *= weights.count == 1 ? mean : Double.pow(max(0, mean), weights[scale])
    }
    return single
  }

  /// Writes the means of two by two pixels of an image.
  private static func halve<Sample: ImageSample>(
    _ image: UnsafeBufferPointer<Sample>, _ shape: ImageShape,
    into half: Slice<UnsafeMutableBufferPointer<Double>>
  ) -> ImageShape {
    let target = UnsafeMutableBufferPointer(rebasing: half)
    let halved = ImageShape(
      height: shape.height / 2, width: shape.width / 2, channels: shape.channels)
    let rowLength = shape.width * shape.channels
    var position = 0
    for row in 0..<halved.height {
      for column in 0..<halved.width {
        let first = 2 * (row * rowLength + column * shape.channels)
        for channel in first..<first + shape.channels {
          let above = image[channel].number + image[channel + shape.channels].number
          let next = channel + rowLength
          let below = image[next].number + image[next + shape.channels].number
          target[position] = (above + below) / 4
          position += 1
        }
      }
    }
    return halved
  }

  /// Sums the similarity and its contrast part up, down the columns of the map.
  private func sumUp<Sample: ImageSample>(
    _ decoded: UnsafeBufferPointer<Sample>, _ reference: UnsafeBufferPointer<Sample>,
    _ shape: ImageShape
  ) {
    let rowLength = shape.width * shape.channels
    let mapHeight = shape.height - Self.margin
    for position in 0..<rowLength {
      sums[position] = 0
      contrastSums[position] = 0
    }
    for first in stride(from: 0, to: mapHeight, by: stripHeight) {
      let height = min(stripHeight, mapHeight - first)
      let rows = first * rowLength..<(first + height + Self.margin) * rowLength
      sumUpStrip(
        UnsafeBufferPointer(rebasing: decoded[rows]),
        UnsafeBufferPointer(rebasing: reference[rows]),
        height: height, shape)
    }
  }

  /// Adds up a strip of `height` rows of the map.
  private func sumUpStrip<Sample: ImageSample>(
    _ decoded: UnsafeBufferPointer<Sample>, _ reference: UnsafeBufferPointer<Sample>, height: Int,
    _ shape: ImageShape
  ) {
    let rowLength = shape.width * shape.channels
    let (x, y) = (memory, memory + planeLength)
    let (squares, product) = (memory + 2 * planeLength, memory + 3 * planeLength)
    for index in decoded.indices {
      x[index] = decoded[index].number
      y[index] = reference[index].number
    }
    for first in stride(from: 0, to: decoded.count, by: 8) {
      let (p, q) = (x.vector(at: first), y.vector(at: first))
      squares.setVector(p * p + q * q, at: first)
      product.setVector(p * q, at: first)
    }
    let columns = memory + 4 * planeLength
    window.withUnsafeBufferPointer { taps in
      for kind in 0..<4 {
        let source = memory + kind * planeLength
        let target = columns + kind * planeLength
        for first in stride(from: 0, to: height * rowLength, by: 8) {
          target.setVector(sum(source + first, distance: rowLength, taps), at: first)
        }
      }
      sums.withUnsafeMutableBufferPointer { sums in
        contrastSums.withUnsafeMutableBufferPointer { contrastSums in
          for row in 0..<height {
            addRow(
              columns + row * rowLength, shape: shape, taps, to: sums, contrast: contrastSums)
          }
        }
      }
    }
  }

  private func addRow(
    _ columns: UnsafeMutablePointer<Double>, shape: ImageShape,
    _ taps: UnsafeBufferPointer<Double>, to sums: UnsafeMutableBufferPointer<Double>,
    contrast contrastSums: UnsafeMutableBufferPointer<Double>
  ) {
    let c1 = SIMD8(repeating: luminanceConstant)
    let c2 = SIMD8(repeating: contrastConstant)
    let mapRowLength = (shape.width - Self.margin) * shape.channels
    for first in stride(from: 0, to: mapRowLength, by: 8) {
      let start = columns + first
      let x = sum(start, distance: shape.channels, taps)
      let y = sum(start + planeLength, distance: shape.channels, taps)
      let squares = sum(start + 2 * planeLength, distance: shape.channels, taps)
      let product = sum(start + 3 * planeLength, distance: shape.channels, taps)
      // Not fused, so that two images that are the same have a similarity of exactly one.
      let meanSquares = x * x + y * y
      let meanProduct = x * y
      let covariance = product - meanProduct
      let contrast = (covariance + covariance + c2) / (squares - meanSquares + c2)
      let luminance = (meanProduct + meanProduct + c1) / (meanSquares + c1)
      let similarity = luminance * contrast
      for lane in 0..<min(8, mapRowLength - first) {
        sums[first + lane] += similarity[lane]
        contrastSums[first + lane] += contrast[lane]
      }
    }
  }

  /// Weighted sums of eleven numbers that are `distance` apart, for eight first numbers.
  @inline(__always)
  private func sum(
    _ start: UnsafeMutablePointer<Double>, distance: Int, _ taps: UnsafeBufferPointer<Double>
  ) -> SIMD8<Double> {
    var sum = start.vector(at: 5 * distance) * SIMD8(repeating: taps[5])
    for tap in 0..<5 {
      let pair = start.vector(at: tap * distance) + start.vector(at: (10 - tap) * distance)
      sum.addProduct(pair, SIMD8(repeating: taps[tap]))
    }
    return sum
  }
}

extension UnsafeMutablePointer<Double> {
  @inline(__always)
  fileprivate func vector(at offset: Int) -> SIMD8<Double> {
    UnsafeRawPointer(self + offset).loadUnaligned(as: SIMD8<Double>.self)
  }

  @inline(__always)
  fileprivate func setVector(_ vector: SIMD8<Double>, at offset: Int) {
    UnsafeMutableRawPointer(self + offset).storeBytes(of: vector, as: SIMD8<Double>.self)
  }
}
