import AllocationCounter
import RDCore
import RDNetworks
import Testing

@Suite("Layers of maps of features")
struct MapLayerTests {
  private let seed = SeedPath(root: 63)

  /// A layer under test: its name, and how it is recorded.
  struct Layer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let recordDouble: @Sendable (inout GraphBuilder<Double>, FeatureMap) -> FeatureMap
    let recordSingle: @Sendable (inout GraphBuilder<Float>, FeatureMap) -> FeatureMap
  }

  static let layers = [
    Layer(
      testDescription: "concatenation of a map with its own mean",
      recordDouble: { concatenation(&$0, $1) }, recordSingle: { concatenation(&$0, $1) }),
    Layer(
      testDescription: "average pooling", recordDouble: { $0.averagePooling($1, size: 2) },
      recordSingle: { $0.averagePooling($1, size: 2) }),
    Layer(
      testDescription: "maximum pooling", recordDouble: { $0.maximumPooling($1, size: 2) },
      recordSingle: { $0.maximumPooling($1, size: 2) }),
    Layer(
      testDescription: "upsampling", recordDouble: { $0.upsampling($1, factor: 3) },
      recordSingle: { $0.upsampling($1, factor: 3) }),
    Layer(
      testDescription: "maximum pooling of incomplete blocks too",
      recordDouble: { $0.maximumPooling($1, size: 2, keepsIncomplete: true) },
      recordSingle: { $0.maximumPooling($1, size: 2, keepsIncomplete: true) }),
    Layer(
      testDescription: "upsampling to a map that cuts blocks off",
      recordDouble: { $0.upsampling($1, factor: 2, to: cut) },
      recordSingle: { $0.upsampling($1, factor: 2, to: cut) }),
    Layer(
      testDescription: "group normalisation",
      recordDouble: { $0.groupNormalisation($1, groups: 3) },
      recordSingle: { $0.groupNormalisation($1, groups: 3) }),
  ]

  private static let cut = ImageShape(height: 9, width: 5, channels: 6)

  private static func concatenation<Scalar: EngineScalar>(
    _ builder: inout GraphBuilder<Scalar>, _ map: FeatureMap
  ) -> FeatureMap {
    let copies = builder.fork(map, count: 2)
    let means = builder.averagePooling(copies[1], size: 1)
    return builder.concatenation(copies[0], means)
  }

  @Test("gradients against central differences", arguments: layers)
  func gradients(_ layer: Layer) {
    // An odd height and width, and rows that end within a cache line.
    let shape = ImageShape(height: 5, width: 3, channels: 6)
    var builder = GraphBuilder<Double>(batchCapacity: 4)
    let input = builder.data(columns: 5)
    let map = FeatureMap(
      builder.dense(input, width: shape.elementCount, activation: .tanh, seed: seed), shape: shape)
    let output = layer.recordDouble(&builder, map).value
    let target = builder.data(columns: output.columns)
    _ = builder.squaredError(output, target: target, weight: 1 / Double(output.columns))
    let graph = Graph(builder)
    scatterParameters(of: graph, seed: seed)
    expectGradients(graph, inputs: [input, target], rowCount: 3, seed: seed)
  }

  @Test("allocate nothing", .enabled(if: allocation_counting_works()), arguments: layers)
  func allocations(_ layer: Layer) {
    let shape = ImageShape(height: 5, width: 3, channels: 6)
    var builder = GraphBuilder<Float>(batchCapacity: 4)
    let input = builder.data(columns: 5)
    let map = FeatureMap(
      builder.dense(input, width: shape.elementCount, activation: .tanh, seed: seed), shape: shape)
    let output = layer.recordSingle(&builder, map).value
    let target = builder.data(columns: output.columns)
    _ = builder.squaredError(output, target: target, weight: 1)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 4, mode: .training)
    expectNoAllocation(graph, in: pass)
  }

  @Test("compute what they say")
  func values() {
    var builder = GraphBuilder<Float>(batchCapacity: 1)
    let shape = ImageShape(height: 3, width: 5, channels: 2)
    let map = FeatureMap(builder.data(columns: shape.elementCount), shape: shape)
    let average = builder.averagePooling(map, size: 2)
    let maximum = builder.maximumPooling(map, size: 2)
    let upsampled = builder.upsampling(map, factor: 2)
    let joined = builder.concatenation(
      map,
      FeatureMap(builder.data(columns: 15), shape: ImageShape(height: 3, width: 5, channels: 1)))
    let incomplete = builder.maximumPooling(map, size: 2, keepsIncomplete: true)
    let cut = builder.upsampling(
      map, factor: 2, to: ImageShape(height: 5, width: 9, channels: 2))
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 1, mode: .evaluation)
    func x(_ row: Int, _ column: Int, _ channel: Int) -> Float {
      2.385 * Float((7 * row + 3 * column + 5 * channel) % 11 - 5) - 0.71
    }
    for row in 0..<3 {
      for column in 0..<5 {
        for channel in 0..<2 {
          pass.value(map.value)[0, (row * 5 + column) * 2 + channel] = x(row, column, channel)
        }
      }
    }
    graph.forward(in: pass)
    #expect(average.shape == ImageShape(height: 1, width: 2, channels: 2))
    #expect(upsampled.shape == ImageShape(height: 6, width: 10, channels: 2))
    #expect(joined.shape.channels == 3)
    #expect(incomplete.shape == ImageShape(height: 2, width: 3, channels: 2))
    for channel in 0..<2 {
      let block = [x(0, 2, channel), x(0, 3, channel), x(1, 2, channel), x(1, 3, channel)]
      #expect(
        abs(pass.value(average.value)[0, 2 + channel] - block.reduce(0, +) / 4) < 1e-5)
      #expect(pass.value(maximum.value)[0, 2 + channel] == block.max())
      // The last block has one pixel, the one above it two.
      #expect(pass.value(incomplete.value)[0, 10 + channel] == x(2, 4, channel))
      #expect(
        pass.value(incomplete.value)[0, 4 + channel] == max(x(0, 4, channel), x(1, 4, channel)))
      #expect(pass.value(cut.value)[0, (4 * 9 + 8) * 2 + channel] == x(2, 4, channel))
      #expect(pass.value(cut.value)[0, (3 * 9 + 7) * 2 + channel] == x(1, 3, channel))
      #expect(pass.value(upsampled.value)[0, (5 * 10 + 7) * 2 + channel] == x(2, 3, channel))
      #expect(pass.value(joined.value)[0, (2 * 5 + 1) * 3 + channel] == x(2, 1, channel))
    }
  }

  @Test("group normalisation gives each group of each image mean zero and variance one")
  func normalisation() {
    var builder = GraphBuilder<Float>(batchCapacity: 3)
    let shape = ImageShape(height: 7, width: 5, channels: 6)
    let map = FeatureMap(builder.data(columns: shape.elementCount), shape: shape)
    let output = builder.groupNormalisation(map, groups: 2)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 3, mode: .evaluation)
    var stream = RandomStream(seed: seed)
    for row in 0..<3 {
      for column in 0..<shape.elementCount {
        pass.value(map.value)[row, column] = 2.385 * Float(stream.nextUniform()) - 0.71
      }
    }
    graph.forward(in: pass)
    for row in 0..<3 {
      for group in 0..<2 {
        let values = (0..<shape.elementCount).filter { $0 % 6 / 3 == group }
          .map { Double(pass.value(output.value)[row, $0]) }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        // Rounding; the 1e-5 beside a variance of 0.47.
        #expect(abs(mean) < 1e-6 && abs(variance - 1) < 1e-4)
      }
    }
  }
}
