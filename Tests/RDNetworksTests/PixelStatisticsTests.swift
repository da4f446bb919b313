import RDCore
import RDNetworks
import Testing

@Suite("Statistics of maps of latents")
struct PixelStatisticsTests {
  private let seed = SeedPath(root: 2026)["pixel-statistics", 1]

  @Test("the means of all pixels come first, then the log-variances with their offset")
  func order() {
    var builder = GraphBuilder<Double>(batchCapacity: 2)
    let input = builder.data(columns: 24)
    let map = FeatureMap(input, shape: ImageShape(height: 2, width: 2, channels: 6))
    let output = builder.pixelStatistics(map, logVarianceOffset: -0.71)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 2, mode: .evaluation)
    pass.value(input).fillIrregularly(seed: seed)
    graph.forward(in: pass)
    let (source, result) = (pass.value(input), pass.value(output))
    for row in 0..<2 {
      for pixel in 0..<4 {
        for channel in 0..<3 {
          let mean = source[row, pixel * 6 + channel]
          let logVariance = source[row, pixel * 6 + 3 + channel]
          #expect(result[row, pixel * 3 + channel] == mean)
          #expect(result[row, 12 + pixel * 3 + channel] == logVariance - 0.71)
        }
      }
    }
  }

  @Test("gradients agree with central differences")
  func gradients() {
    var builder = GraphBuilder<Double>(batchCapacity: 3)
    let input = builder.data(columns: 3 * 3 * 2)
    let map = builder.convolution(
      FeatureMap(input, shape: ImageShape(height: 3, width: 3, channels: 2)), filters: 6,
      kernel: 3, stride: 2, activation: .linear, seed: seed["weights", 1])
    let statistics = builder.pixelStatistics(map, logVarianceOffset: -0.71)
    let sampled = builder.latentSampling(
      statistics, divergenceWeight: 0.37, seed: seed["noise", 1])
    let target = builder.data(columns: 12)
    _ = builder.squaredError(sampled.latents, target: target, weight: 0.5)
    expectGradients(Graph(builder), inputs: [input, target], rowCount: 3, seed: seed)
  }
}
