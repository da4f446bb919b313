import AllocationCounter
import RDCore
import RDNetworks
import RDNumerics
import RealModule
import Testing

@Suite("Structural similarity as a loss")
struct StructuralSimilarityLossTests {
  private let seed = SeedPath(root: 61)

  /// One window; several; a width that is odd at the second scale; many scales.
  static let shapes = [
    ImageShape(height: 11, width: 11, channels: 1), ImageShape(height: 13, width: 12, channels: 3),
    ImageShape(height: 23, width: 27, channels: 2), ImageShape(height: 47, width: 44, channels: 1),
  ]

  @Test("is its definition, written out window by window", arguments: shapes, [false, true])
  func definition(_ shape: ImageShape, _ isMultiscale: Bool) {
    let network = Network<Double>(shape: shape, isMultiscale: isMultiscale, rows: 3)
    let pass = network.fill(rowCount: 2, seed: seed)
    network.graph.forward(in: pass)
    let term = network.graph.lossTerms[0]
    for row in 0..<2 {
      let x = (0..<shape.elementCount).map { pass.value(network.prediction)[row, $0] }
      let y = (0..<shape.elementCount).map { pass.value(network.target)[row, $0] }
      let weights =
        isMultiscale
        ? StructuralSimilarityDefinition.scaleWeights(height: shape.height, width: shape.width)
        : [1]
      let expected = 1 - slowSimilarity(x, y, shape: shape, weights: weights)
      // Sums of 121 products in double precision.
      #expect(abs(pass.rows(of: term)[row] - expected) < 1e-12)
    }
  }

  @Test(
    "gradients against central differences",
    arguments: [
      ImageShape(height: 13, width: 12, channels: 2),
      ImageShape(height: 23, width: 22, channels: 1),
    ], [false, true])
  func gradients(_ shape: ImageShape, _ isMultiscale: Bool) {
    // The images themselves are the parameters: a bias of each sample.
    var builder = GraphBuilder<Double>(batchCapacity: 3)
    let input = builder.data(columns: 1)
    let prediction = builder.dense(
      input, width: shape.elementCount, activation: .sigmoid, seed: seed)
    let target = builder.data(columns: shape.elementCount)
    let map = FeatureMap(prediction, shape: shape)
    let goal = FeatureMap(target, shape: shape)
    if isMultiscale {
      _ = builder.multiscaleStructuralSimilarityLoss(map, target: goal, weight: 1.7)
    } else {
      _ = builder.structuralSimilarityLoss(map, target: goal, weight: 1.7)
    }
    let graph = Graph(builder)
    scatterParameters(of: graph, seed: seed)
    expectGradients(graph, inputs: [input, target], rowCount: 2, seed: seed)
  }

  @Test("single precision follows double precision", arguments: [false, true])
  func precision(_ isMultiscale: Bool) {
    let shape = ImageShape(height: 32, width: 32, channels: 3)
    let single = Network<Float>(shape: shape, isMultiscale: isMultiscale, rows: 4)
    let double = Network<Double>(shape: shape, isMultiscale: isMultiscale, rows: 4)
    let singlePass = single.fill(rowCount: 4, seed: seed)
    let doublePass = double.fill(rowCount: 4, seed: seed)
    single.graph.forward(in: singlePass)
    double.graph.forward(in: doublePass)
    single.graph.backward(in: singlePass)
    double.graph.backward(in: doublePass)
    for row in 0..<4 {
      let loss = double.graph.lossTerms[0]
      // Variances near .1 are differences of numbers below 1 with errors of 6e-8 each.
      #expect(
        abs(Double(singlePass.rows(of: loss)[row]) - doublePass.rows(of: loss)[row]) < 3e-6)
      let size =
        (0..<shape.elementCount).map { abs(doublePass.gradient(double.prediction)[row, $0]) }
        .max() ?? 0
      let worst = (0..<shape.elementCount).map {
        abs(
          Double(singlePass.gradient(single.prediction)[row, $0])
            - doublePass.gradient(double.prediction)[row, $0])
      }.max()
      #expect((worst ?? 1) < 1e-4 * size)
    }
  }

  @Test(
    "allocates nothing", .enabled(if: allocation_counting_works()), arguments: [false, true])
  func allocations(_ isMultiscale: Bool) {
    let network = Network<Float>(
      shape: ImageShape(height: 32, width: 32, channels: 3), isMultiscale: isMultiscale, rows: 4)
    let pass = network.fill(rowCount: 4, seed: seed)
    expectNoAllocation(network.graph, in: pass)
  }

  /// The definition without any cleverness.
  private func slowSimilarity(
    _ x: [Double], _ y: [Double], shape: ImageShape, weights: [Double]
  ) -> Double {
    var total = 0.0
    for channel in 0..<shape.channels {
      var (height, width) = (shape.height, shape.width)
      var a = stride(from: channel, to: x.count, by: shape.channels).map { x[$0] }
      var b = stride(from: channel, to: y.count, by: shape.channels).map { y[$0] }
      var product = 1.0
      for (index, weight) in weights.enumerated() {
        if index > 0 {
          a = halved(a, height: height, width: width)
          b = halved(b, height: height, width: width)
          (height, width) = (height / 2, width / 2)
        }
        let mean = slowMean(
          a, b, height: height, width: width, hasLuminance: index + 1 == weights.count)
        product *= weights.count == 1 ? mean : Double.pow(max(0, mean), weight)
      }
      total += product
    }
    return total / Double(shape.channels)
  }

  private func halved(_ image: [Double], height: Int, width: Int) -> [Double] {
    (0..<(height / 2)).flatMap { row in
      (0..<(width / 2)).map { column in
        let first = 2 * row * width + 2 * column
        return (image[first] + image[first + 1] + image[first + width] + image[first + width + 1])
          / 4
      }
    }
  }

  private func slowMean(
    _ x: [Double], _ y: [Double], height: Int, width: Int, hasLuminance: Bool
  ) -> Double {
    let window = (0..<11).map { Double.exp(-Double(($0 - 5) * ($0 - 5)) / 4.5) }
    let sum = window.reduce(0, +)
    var total = 0.0
    for top in 0...(height - 11) {
      for left in 0...(width - 11) {
        var (mx, my, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for i in 0..<11 {
          for j in 0..<11 {
            let w = window[i] * window[j] / (sum * sum)
            let (p, q) = (x[(top + i) * width + left + j], y[(top + i) * width + left + j])
            mx += w * p
            my += w * q
            xx += w * p * p
            yy += w * q * q
            xy += w * p * q
          }
        }
        let contrast = (2 * (xy - mx * my) + 9e-4) / (xx - mx * mx + yy - my * my + 9e-4)
        let luminance = (2 * mx * my + 1e-4) / (mx * mx + my * my + 1e-4)
        total += hasLuminance ? luminance * contrast : contrast
      }
    }
    return total / Double((height - 10) * (width - 10))
  }

  /// A loss alone: its prediction is a value of no node, so that its gradient can be read.
  private struct Network<Scalar: EngineScalar> {
    let graph: Graph<Scalar>
    let prediction: Value
    let target: Value

    init(shape: ImageShape, isMultiscale: Bool, rows: Int) {
      var builder = GraphBuilder<Scalar>(batchCapacity: rows)
      prediction = builder.value(columns: shape.elementCount)
      target = builder.data(columns: shape.elementCount)
      let map = FeatureMap(prediction, shape: shape)
      let goal = FeatureMap(target, shape: shape)
      if isMultiscale {
        _ = builder.multiscaleStructuralSimilarityLoss(map, target: goal, weight: 1)
      } else {
        _ = builder.structuralSimilarityLoss(map, target: goal, weight: 1)
      }
      graph = Graph(builder)
    }

    /// Fills target and prediction, which follow each other loosely.
    func fill(rowCount: Int, seed: SeedPath) -> Pass<Scalar> {
      let pass = graph.pass(rowCount: rowCount, mode: .training)
      var stream = RandomStream(seed: seed["image", 1])
      for row in 0..<rowCount {
        for column in 0..<target.columns {
          let y = stream.nextUniform()
          pass.value(target)[row, column] = Scalar(y)
          pass.value(prediction)[row, column] = Scalar(0.6 * y + 0.4 * stream.nextUniform())
        }
      }
      return pass
    }
  }
}
