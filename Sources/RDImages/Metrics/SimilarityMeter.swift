import RDCore
import RDNumerics
import RealModule

/// Measures the structural similarity of images of one shape, reusing its buffers.
///
/// Channels are interleaved, so that one pass over a flat image filters all of them: down its columns with neighbours a row apart, then
/// along its rows with neighbours a pixel apart. Windows across the edge of a row are computed too, but excluded from the sums.
final class SimilarityMeter {
  private let shape: ImageShape
  private let weights: [Double]
  private let isMultiscale: Bool
  private let luminanceConstant: Double
  private let contrastConstant: Double
  private let window: [Double]

  /// Two images, the sum of their squares and their product, then these four filtered down the columns: eight planes.
  private let memory: UnsafeMutablePointer<Double>
  private let planeLength: Int

  /// Sums of similarities and of contrast parts down the columns of the map.
  private var sums: [Double]
  private var contrastSums: [Double]

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
    // The last vectors reach up to 7 numbers and a window's width of pixels beyond the image.
    planeLength = shape.elementCount + 10 * shape.channels + 16
    memory = .allocate(capacity: 8 * planeLength)
    memory.initialize(repeating: 0, count: 8 * planeLength)
    sums = Array(repeating: 0, count: shape.width * shape.channels)
    contrastSums = sums
  }

  deinit {
    memory.deallocate()
  }

  /// The structural similarity, and its multi-scale form if requested.
  func measure<Sample: ImageSample>(
    _ decoded: UnsafeBufferPointer<Sample>, _ reference: UnsafeBufferPointer<Sample>
  ) -> (single: Double, multiscale: Double) {
    for index in 0..<shape.elementCount {
      memory[index] = decoded[index].number
      memory[planeLength + index] = reference[index].number
    }
    var shape = shape
    let channels = shape.channels
    var single = 0.0
    var products = [Double](repeating: 1, count: channels)
    for (scale, weight) in weights.enumerated() {
      if scale > 0 { shape = halve(shape) }
      let isCoarsest = scale + 1 == weights.count
      sumUp(shape)
      let mapRowLength = (shape.width - 10) * channels
      let windowCount = Double((shape.height - 10) * (shape.width - 10))
      for channel in 0..<channels {
        var (sum, contrastSum) = (0.0, 0.0)
        for position in stride(from: channel, to: mapRowLength, by: channels) {
          sum += sums[position]
          contrastSum += contrastSums[position]
        }
        if scale == 0 { single += sum / windowCount / Double(channels) }
        let mean = (isCoarsest ? sum : contrastSum) / windowCount
        products[channel] *= weights.count == 1 ? mean : Double.pow(max(0, mean), weight)
      }
      if !isMultiscale { break }
    }
    return (single, products.reduce(0, +) / Double(channels))
  }

  /// Replaces the images by the means of two by two pixels.
  private func halve(_ shape: ImageShape) -> ImageShape {
    let half = ImageShape(
      height: shape.height / 2, width: shape.width / 2, channels: shape.channels)
    let rowLength = shape.width * shape.channels
    for image in [memory, memory + planeLength] {
      // In place: writes never overtake reads.
      var position = 0
      for row in 0..<half.height {
        for column in 0..<half.width {
          let first = image + 2 * (row * rowLength + column * shape.channels)
          for channel in 0..<shape.channels {
            let above = first[channel] + first[channel + shape.channels]
            let below =
              first[channel + rowLength] + first[channel + rowLength + shape.channels]
            image[position] = (above + below) / 4
            position += 1
          }
        }
      }
    }
    return half
  }

  /// Sums the similarity and its contrast part up, down the columns of the map.
  private func sumUp(_ shape: ImageShape) {
    let rowLength = shape.width * shape.channels
    let positionCount = (shape.height - 10) * rowLength
    let (x, y) = (memory, memory + planeLength)
    let (squares, product) = (memory + 2 * planeLength, memory + 3 * planeLength)
    for first in stride(from: 0, to: shape.elementCount, by: 8) {
      let (p, q) = (x.vector(at: first), y.vector(at: first))
      squares.setVector(p * p + q * q, at: first)
      product.setVector(p * q, at: first)
    }
    let columns = memory + 4 * planeLength
    window.withUnsafeBufferPointer { taps in
      for kind in 0..<4 {
        let source = memory + kind * planeLength
        let target = columns + kind * planeLength
        for first in stride(from: 0, to: positionCount, by: 8) {
          target.setVector(sum(source + first, distance: rowLength, taps), at: first)
        }
      }
      for position in 0..<rowLength {
        sums[position] = 0
        contrastSums[position] = 0
      }
      sums.withUnsafeMutableBufferPointer { sums in
        contrastSums.withUnsafeMutableBufferPointer { contrastSums in
          for row in 0..<(shape.height - 10) {
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
    let mapRowLength = (shape.width - 10) * shape.channels
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
