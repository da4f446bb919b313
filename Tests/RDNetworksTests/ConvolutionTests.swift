import RDCore
import RDNetworks
import Testing

@Suite("Convolutions")
struct ConvolutionTests {
  private let seed = SeedPath(root: 77)

  /// A layer to test: sides that windows do not divide, kernels larger than the image, strides over the kernel's side, channels that are no whole
  /// number of vectors.
  struct Layer: Sendable, CustomTestStringConvertible {
    let shape: ImageShape
    let filters: Int
    let kernel: Int
    let stride: Int
    var rowCount = 2

    var testDescription: String {
      "\(shape) to \(filters), kernel \(kernel), stride \(stride), \(rowCount) rows"
    }
  }

  static let layers: [Layer] = {
    let fixed = [
      Layer(
        shape: ImageShape(height: 4, width: 5, channels: 2), filters: 3, kernel: 4, stride: 3),
      // Rows of whole cache lines, so that the maps of all rows are one matrix.
      Layer(
        shape: ImageShape(height: 4, width: 4, channels: 2), filters: 8, kernel: 3, stride: 2,
        rowCount: 3),
      // More than one group of images.
      Layer(
        shape: ImageShape(height: 13, width: 11, channels: 1), filters: 1, kernel: 3, stride: 1,
        rowCount: 5),
      // More channels than lanes.
      Layer(
        shape: ImageShape(height: 2, width: 3, channels: 19), filters: 3, kernel: 2, stride: 1),
    ]
    let shapes = [(5, 7, 3), (1, 1, 2), (2, 3, 1)]
    return fixed
      + shapes.flatMap { height, width, channels in
        [1, 3, 5].flatMap { kernel in
          [1, 2, 3].map { stride in
            Layer(
              shape: ImageShape(height: height, width: width, channels: channels), filters: 3,
              kernel: kernel, stride: stride)
          }
        }
      }
  }()

  @Test("a convolution's gradients agree with central differences", arguments: layers)
  func convolutionGradients(_ layer: Layer) {
    // The first layer shows that its input gradient is right by the second's, whose weights it reaches through it.
    expectGradients(layer) { builder, map in
      builder.convolution(
        map, filters: layer.filters, kernel: layer.kernel, stride: layer.stride,
        activation: .tanh, seed: seed["layer", 2])
    }
  }

  @Test(
    "a transposed convolution's gradients agree with central differences",
    arguments: layers)
  func transposedGradients(_ layer: Layer) {
    expectGradients(layer) { builder, map in
      builder.transposedConvolution(
        map, filters: layer.filters, kernel: layer.kernel, stride: layer.stride,
        activation: .tanh, seed: seed["layer", 2])
    }
  }

  @Test("a convolution is the plain sum over windows", arguments: layers)
  func plainConvolution(_ layer: Layer) {
    var builder = GraphBuilder<Double>(batchCapacity: layer.rowCount)
    let input = FeatureMap(builder.data(columns: layer.shape.elementCount), shape: layer.shape)
    let output = builder.convolution(
      input, filters: layer.filters, kernel: layer.kernel, stride: layer.stride,
      activation: .linear, seed: seed["layer", 1])
    let graph = Graph(builder)
    scatterParameters(of: graph, seed: seed)
    let pass = graph.pass(rowCount: layer.rowCount, mode: .evaluation)
    pass.value(input.value).fillIrregularly(seed: seed["data", 1])
    graph.forward(in: pass)
    let plain = PlainConvolution(
      layer, pixelsDown: output.shape.height, pixelsAcross: output.shape.width)
    let weights = pass.value(graph.parameters[0])
    let biases = pass.value(graph.parameters[1])
    for row in 0..<layer.rowCount {
      let expected = plain.output(
        image: { pass.value(input.value)[row, $0] }, weights: { weights[$0, $1] },
        biases: { biases[0, $0] })
      for (column, value) in expected.enumerated() {
        // Sums of at most 75 products of order one, in another order.
        #expect(abs(pass.value(output.value)[row, column] - value) < 1e-13)
      }
    }
  }

  @Test(
    "a transposed convolution is the adjoint of the convolution with the same windows",
    arguments: layers)
  func adjoint(_ layer: Layer) {
    var upwards = GraphBuilder<Double>(batchCapacity: 1)
    let small = FeatureMap(upwards.data(columns: layer.shape.elementCount), shape: layer.shape)
    let large = upwards.transposedConvolution(
      small, filters: layer.filters, kernel: layer.kernel, stride: layer.stride,
      activation: .linear, seed: seed["layer", 1])
    var downwards = GraphBuilder<Double>(batchCapacity: 1)
    let image = FeatureMap(downwards.data(columns: large.shape.elementCount), shape: large.shape)
    let map = downwards.convolution(
      image, filters: layer.shape.channels, kernel: layer.kernel, stride: layer.stride,
      activation: .linear, seed: seed["layer", 2])
    #expect(map.shape == layer.shape)
    let up = Graph(upwards)
    let down = Graph(downwards)
    let upPass = up.pass(rowCount: 1, mode: .evaluation)
    let downPass = down.pass(rowCount: 1, mode: .evaluation)
    let weights = upPass.value(up.parameters[0])
    for row in 0..<weights.rows {
      for column in 0..<weights.columns {
        downPass.value(down.parameters[0])[column, row] = weights[row, column]
      }
    }
    let x = upPass.value(small.value)
    let y = downPass.value(image.value)
    x.fillIrregularly(seed: seed["data", 1])
    y.fillIrregularly(seed: seed["data", 2])
    up.forward(in: upPass)
    down.forward(in: downPass)
    let left = (0..<x.columns).reduce(0) { $0 + x[0, $1] * downPass.value(map.value)[0, $1] }
    let right = (0..<y.columns).reduce(0) { $0 + y[0, $1] * upPass.value(large.value)[0, $1] }
    // Some thousand products of order one.
    #expect(abs(left - right) < 1e-11)
  }

  @Test(
    "there is a window for every stride, and in a transposed convolution a stride for every pixel")
  func windows() {
    for side in 1...9 {
      for stride in 1...4 {
        for kernel in 1...6 {
          let image = ImageShape(height: side, width: 2 * side + 1, channels: 2)
          let down = PatchGeometry(over: image, kernel: kernel, stride: stride)
          #expect(down.mapHeight == (side + stride - 1) / stride)
          #expect(down.mapWidth == (2 * side + stride) / stride)
          let up = PatchGeometry(
            from: image, channels: 3, kernel: kernel, stride: stride)
          #expect(up.image.height == side * stride && up.image.width == (2 * side + 1) * stride)
        }
      }
    }
  }

  @Test("first weights fill their ranges evenly", arguments: [WeightInitialisation.glorot, .he])
  func firstWeights(_ initialisation: WeightInitialisation) {
    var builder = GraphBuilder<Float>(batchCapacity: 1)
    let shape = ImageShape(height: 4, width: 4, channels: 16)
    let input = FeatureMap(builder.data(columns: shape.elementCount), shape: shape)
    _ = builder.convolution(
      input, filters: 32, kernel: 5, stride: 2, activation: .leakyReLU,
      initialisation: initialisation, seed: seed)
    let graph = Graph(builder)
    let weights = graph.pass(rowCount: 1, mode: .evaluation).value(graph.parameters[0])
    let bound =
      switch initialisation {
      case .glorot: (6.0 / (25 * 16 + 25 * 32 / 4)).squareRoot()
      case .he: (6.0 / (25 * 16)).squareRoot()
      }
    let numbers = (0..<weights.rows).flatMap { row in
      (0..<weights.columns).map { Double(weights[row, $0]) }
    }
    let square = numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)
    // Six standard deviations of the mean square of 12,800 numbers: false alarm below 1e-8.
    #expect(
      abs(square / (bound * bound / 3) - 1) < 6 * (0.8 / Double(numbers.count)).squareRoot())
    #expect(numbers.allSatisfy { abs($0) <= bound * (1 + 1e-7) })
  }

  /// Checks a layer between a convolution of one pixel and a loss.
  private func expectGradients(
    _ layer: Layer, _ record: (inout GraphBuilder<Double>, FeatureMap) -> FeatureMap
  ) {
    // Room for one row more than there are.
    var builder = GraphBuilder<Double>(batchCapacity: layer.rowCount + 1)
    let input = FeatureMap(builder.data(columns: layer.shape.elementCount), shape: layer.shape)
    let hidden = builder.convolution(
      input, filters: layer.shape.channels, kernel: 1, activation: .linear,
      seed: seed["layer", 1])
    let output = record(&builder, hidden)
    let target = builder.data(columns: output.value.columns)
    _ = builder.squaredError(output.value, target: target, weight: 0.037)
    let graph = Graph(builder)
    scatterParameters(of: graph, seed: seed)
    RDNetworksTests.expectGradients(
      graph, inputs: [input.value, target], rowCount: layer.rowCount, seed: seed, atLeast: 8)
  }
}

/// A convolution as its definition has it, element by element.
private struct PlainConvolution {
  let layer: ConvolutionTests.Layer
  let pixelsDown: Int
  let pixelsAcross: Int

  init(_ layer: ConvolutionTests.Layer, pixelsDown: Int, pixelsAcross: Int) {
    self.layer = layer
    self.pixelsDown = pixelsDown
    self.pixelsAcross = pixelsAcross
  }

  func output(
    image: (Int) -> Double, weights: (Int, Int) -> Double, biases: (Int) -> Double
  ) -> [Double] {
    let shape = layer.shape
    let top = zerosBefore(shape.height, windows: pixelsDown)
    let left = zerosBefore(shape.width, windows: pixelsAcross)
    var result: [Double] = []
    for y in 0..<pixelsDown {
      for x in 0..<pixelsAcross {
        for filter in 0..<layer.filters {
          var sum = biases(filter)
          for i in 0..<layer.kernel {
            for j in 0..<layer.kernel {
              let (row, column) = (y * layer.stride + i - top, x * layer.stride + j - left)
              guard (0..<shape.height).contains(row), (0..<shape.width).contains(column) else {
                continue
              }
              for channel in 0..<shape.channels {
                sum +=
                  image((row * shape.width + column) * shape.channels + channel)
                  * weights((i * layer.kernel + j) * shape.channels + channel, filter)
              }
            }
          }
          result.append(sum)
        }
      }
    }
    return result
  }

  private func zerosBefore(_ count: Int, windows: Int) -> Int {
    max(0, (windows - 1) * layer.stride + layer.kernel - count) / 2
  }
}
