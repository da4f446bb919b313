import RDCore
import RDImages
import RDNetworks
import Testing

@Suite("Structural similarity")
struct SimilarityAgreementTests {
  @Test("is the same function as a metric and as a loss")
  func agreement() throws {
    let shape = ImageShape(height: 32, width: 29, channels: 3)
    var stream = RandomStream(seed: SeedPath(root: 17))
    let count = 2 * shape.elementCount
    let original = (0..<count).map { _ in Float(stream.nextUniform()) }
    let decoded = original.map { 0.7 * $0 + 0.3 * Float(stream.nextUniform()) }
    let metric = ImageComparison(of: decoded, with: original, shape: shape, measures: .all)
    let single = try #require(metric.structuralSimilarities)
    let multiscale = try #require(metric.multiscaleStructuralSimilarities)

    var builder = GraphBuilder<Float>(batchCapacity: 2)
    let prediction = FeatureMap(builder.data(columns: shape.elementCount), shape: shape)
    let target = FeatureMap(builder.data(columns: shape.elementCount), shape: shape)
    let terms = (
      builder.structuralSimilarityLoss(prediction, target: target, weight: 1),
      builder.multiscaleStructuralSimilarityLoss(prediction, target: target, weight: 1)
    )
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 2, mode: .evaluation)
    for row in 0..<2 {
      for column in 0..<shape.elementCount {
        pass.value(prediction.value)[row, column] = decoded[row * shape.elementCount + column]
        pass.value(target.value)[row, column] = original[row * shape.elementCount + column]
      }
    }
    graph.forward(in: pass)
    for row in 0..<2 {
      // The loss is computed in single precision; its variances are differences of numbers below 1 with errors of 6e-8 each.
      #expect(abs(1 - Double(pass.rows(of: terms.0)[row]) - single[row]) < 3e-6)
      #expect(abs(1 - Double(pass.rows(of: terms.1)[row]) - multiscale[row]) < 3e-6)
    }
  }
}
