import RDCore
import RDNetworks
import Testing

@Suite("Layers")
struct LayerTests {
  private let seed = SeedPath(root: 41)

  @Test("Glorot weights fill their range evenly and biases are zero")
  func glorot() {
    var builder = GraphBuilder<Float>(batchCapacity: 1)
    let input = builder.data(columns: 130)
    _ = builder.dense(input, width: 90, activation: .tanh, seed: seed)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 1, mode: .evaluation)
    let weights = pass.value(graph.parameters[0])
    let bound = (6.0 / 220).squareRoot()
    var sum = 0.0
    var squares = 0.0
    var largest = 0.0
    for row in 0..<130 {
      for column in 0..<90 {
        let w = Double(weights[row, column])
        sum += w
        squares += w * w
        largest = max(largest, abs(w))
      }
    }
    let count = 130.0 * 90
    #expect(largest <= bound * (1 + 1e-7))
    // None of 11,700 in the outer 0.2 % of the range: probability exp(-23).
    #expect(largest > 0.998 * bound)
    // Six standard deviations of mean and mean square: false alarm below 1e-8.
    #expect(abs(sum / count) < 6 * bound / (3 * count).squareRoot())
    #expect(
      abs(squares / count - bound * bound / 3) < 6 * bound * bound * (4.0 / 45 / count).squareRoot()
    )
    #expect((0..<90).allSatisfy { pass.value(graph.parameters[1])[0, $0] == 0 })
  }

  @Test("dropout drops its share, scales the rest, and rests in evaluation")
  func dropout() {
    let rate = 0.3
    var builder = GraphBuilder<Float>(batchCapacity: 200)
    let input = builder.data(columns: 101)
    let output = builder.dropout(input, rate: rate, seed: seed)
    let graph = Graph(builder)
    let training = graph.pass(rowCount: 200, mode: .training)
    let x = training.value(input)
    for row in 0..<200 { for column in 0..<101 { x[row, column] = 1.5 } }
    graph.forward(in: training)
    var dropped = 0
    for row in 0..<200 {
      for column in 0..<101 {
        let y = training.value(output)[row, column]
        if y == 0 { dropped += 1 } else { #expect(abs(y - 1.5 / 0.7) < 1e-6) }
      }
    }
    let count = 200.0 * 101
    // Six standard deviations: false alarm below 1e-8.
    #expect(abs(Double(dropped) - rate * count) < 6 * (count * rate * (1 - rate)).squareRoot())
    let state = Array(graph.streams)
    graph.forward(in: graph.pass(rowCount: 200, mode: .evaluation))
    #expect(training.value(output)[7, 3] == 1.5)
    #expect(Array(graph.streams) == state)
  }

  @Test("sampled latents have the mean and deviation asked for; evaluation gives the mean")
  func sampling() {
    let rows = 20_000
    var builder = GraphBuilder<Float>(batchCapacity: rows)
    let statistics = builder.data(columns: 2)
    let (latents, divergence) = builder.latentSampling(
      statistics, divergenceWeight: 1, seed: seed)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: rows, mode: .training)
    let logVariance: Float = 1.738
    for row in 0..<rows {
      pass.value(statistics)[row, 0] = -0.71
      pass.value(statistics)[row, 1] = logVariance
    }
    graph.forward(in: pass)
    let z = (0..<rows).map { Double(pass.value(latents)[$0, 0]) }
    let mean = z.reduce(0, +) / Double(rows)
    let variance = z.reduce(0) { $0 + ($1 + 0.71) * ($1 + 0.71) } / Double(rows)
    let expected = 5.685_960  // exp(1.738)
    // Six standard deviations of a normal sample's mean and variance.
    #expect(abs(mean + 0.71) < 6 * (expected / Double(rows)).squareRoot())
    #expect(abs(variance / expected - 1) < 6 * (2 / Double(rows)).squareRoot())
    // (0.71^2 + 5.685960 - 1 - 1.738) / 2, to single precision.
    #expect(abs(pass.rows(of: divergence)[11] - 1.726_030_1) < 1e-5)
    graph.forward(in: graph.pass(rowCount: rows, mode: .evaluation))
    #expect(pass.value(latents)[17, 0] == -0.71)
  }
}
