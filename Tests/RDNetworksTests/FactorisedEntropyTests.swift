import AllocationCounter
import RDCore
import RDNetworks
import RealModule
import ReferenceTables
import Testing

@Suite("Learned factorised entropy models")
struct FactorisedEntropyTests {
  private let seed = SeedPath(root: 44)

  /// The mixtures of the table in 60 digits, with their rows.
  private struct Row {
    let mixture: LogisticMixture
    let x: Double
    let mass: Double
    let bits: Double
    let median: Double

    init(_ fields: [String: String]) throws {
      func list(_ key: String) throws -> [Double] {
        try #require(fields[key]).split(separator: " ").compactMap { Double($0) }
      }
      mixture = try LogisticMixture(
        weights: list("weights"), means: list("means"), scales: list("scales"))
      x = try fields.number("x")
      mass = try fields.number("mass")
      bits = try fields.number("bits")
      median = try fields.number("median")
    }

    static func all() throws -> [Row] {
      try referenceTables.rows("logistic-mixtures").map { try Row($0) }
    }
  }

  @Test("masses and medians of mixtures agree with 60 digits")
  func mixtures() throws {
    for row in try Row.all() {
      let mass = row.mixture.probability(from: row.x - 0.5, to: row.x + 0.5)
      // A relative rounding error of 1e-16 in an exponent of up to 300 is 3e-14. Beyond exp(-708) there are no numbers.
      if row.mass > 1e-300 {
        #expect(isClose(mass, row.mass, relative: 1e-13), "\(row)")
      }
      #expect(isClose(row.mixture.median, row.median, relative: 1e-13))
      let whole = row.mixture.cumulative(row.x) + row.mixture.upperTail(row.x)
      #expect(abs(whole - 1) < 1e-15)
    }
    let mixture = try Row.all()[0].mixture
    for probability in [1e-9, 0.071, 0.5, 0.93, 1 - 1e-9] {
      #expect(
        isClose(mixture.cumulative(mixture.quantile(probability)), probability, relative: 1e-9))
    }
  }

  @Test("rates agree with 60 digits in both precisions, far into the tails")
  func rates() throws {
    for row in try Row.all() {
      let double: Double = rate(of: row.x, under: row.mixture)
      // A component too far away to count is counted as exp(-27), 2e-12, of the mass.
      #expect(isClose(double, row.bits, relative: 1e-11), "\(row)")
      let single: Float = rate(of: Float(row.x), under: row.mixture)
      // Rounding of the mean and of x, relative to the scale of 0.04: 700 * 6e-8 / 700; and of the functions, 2e-7 each.
      #expect(abs(Double(single) - row.bits) < 2e-6 * max(1, row.bits), "\(row)")
    }
  }

  @Test("a row's rate is the sum over its numbers, whatever their position and number")
  func sums() throws {
    for (shape, rowCount) in [
      (ImageShape(height: 1, width: 1, channels: 37), 3),
      (ImageShape(height: 3, width: 5, channels: 3), 2),
      (ImageShape(height: 4, width: 4, channels: 16), 2),
      (ImageShape(height: 7, width: 1, channels: 48), 1),
    ] {
      var builder = GraphBuilder<Float>(batchCapacity: 4)
      let input = builder.data(columns: shape.elementCount)
      let (output, rate, model) = builder.factorisedRate(FeatureMap(input, shape: shape))
      let graph = Graph(builder)
      scatter(graph)
      let pass = graph.pass(rowCount: rowCount, mode: .evaluation)
      fill(pass.value(input))
      graph.forward(in: pass)
      let mixtures = model.distributions(in: graph)
      #expect(mixtures.count == shape.channels)
      for row in 0..<rowCount {
        var bits = 0.0
        for column in 0..<shape.elementCount {
          let x = Double(pass.value(input)[row, column])
          let mixture = mixtures[column % shape.channels]
          bits -= Double.log2(mixture.probability(from: x - 0.5, to: x + 0.5))
          #expect(pass.value(output.value)[row, column] == pass.value(input)[row, column])
        }
        // Single precision, as above.
        #expect(isClose(Double(pass.rows(of: rate)[row]), bits, relative: 2e-6))
      }
    }
  }

  @Test(
    "gradients by latents and parameters, one distribution a channel", arguments: [1, 3, 8, 11])
  func gradientOfMap(_ channels: Int) {
    var builder = GraphBuilder<Double>(batchCapacity: 5)
    let input = builder.data(columns: 7)
    let shape = ImageShape(height: 2, width: 3, channels: channels)
    let latents = builder.dense(
      input, width: shape.elementCount, activation: .linear, seed: seed["layer", 1])
    let noisy = builder.quantisationSurrogate(
      FeatureMap(latents, shape: shape), kind: .additiveNoise, seed: seed["noise", 1])
    let (coded, _, _) = builder.factorisedRate(noisy, weight: 0.13)
    let output = builder.dense(coded.value, width: 7, activation: .linear, seed: seed["layer", 2])
    _ = builder.squaredError(output, target: input, weight: 0.37)
    expectGradients(Graph(builder), input: input)
  }

  @Test("gradients with one distribution a component", arguments: [1, 2, 5])
  func gradientOfVector(_ componentCount: Int) {
    var builder = GraphBuilder<Double>(batchCapacity: 5)
    let input = builder.data(columns: 7)
    let latents = builder.dense(input, width: 13, activation: .linear, seed: seed["layer", 1])
    let (coded, _, _) = builder.factorisedRate(
      latents, weight: 0.41,
      options: FactorisedEntropyOptions(componentCount: componentCount, firstScale: 0.3))
    let output = builder.dense(coded, width: 7, activation: .linear, seed: seed["layer", 2])
    _ = builder.squaredError(output, target: input, weight: 0.37)
    expectGradients(Graph(builder), input: input)
  }

  @Test("the slope stays where probabilities underflow")
  func farAway() {
    var builder = GraphBuilder<Float>(batchCapacity: 1)
    let input = builder.data(columns: 1)
    let latents = builder.dense(input, width: 1, activation: .linear, seed: seed)
    let (_, rate, _) = builder.factorisedRate(
      latents, options: FactorisedEntropyOptions(componentCount: 1, firstScale: 0.5))
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 1, mode: .training)
    pass.value(graph.parameters[0])[0, 0] = 1
    pass.value(input)[0, 0] = -5_000
    graph.forward(in: pass)
    graph.backward(in: pass)
    // A straight line of slope 1 / (s ln 2): exp(-10000) is no number of either precision.
    #expect(isClose(Double(pass.rows(of: rate)[0]), 5_000 / 0.5 / Double.log(2), relative: 1e-3))
    #expect(isClose(Double(pass.gradient(latents)[0, 0]), -2 / Double.log(2), relative: 1e-6))
  }

  @Test("single precision has the gradients of double precision", arguments: [2, 48])
  func precision(_ channels: Int) {
    let (single, double) = (gradients(Float.self, channels), gradients(Double.self, channels))
    let size = double.map(abs).max() ?? 0
    let worst = zip(single, double).map { abs($0 - $1) }.max() ?? .infinity
    #expect(single.count == double.count)
    // Sums of 128 slopes, each with an error of some 1e-6.
    #expect(worst < 1e-5 * size)
  }

  @Test(
    "a replay allocates nothing",
    .enabled(if: allocation_counting_works(), "allocations can be counted with glibc only"))
  func allocations() {
    var builder = GraphBuilder<Float>(batchCapacity: 16)
    let input = builder.data(columns: 4 * 4 * 7)
    let shape = ImageShape(height: 4, width: 4, channels: 7)
    let noisy = builder.quantisationSurrogate(
      FeatureMap(input, shape: shape), kind: .additiveNoise, seed: seed)
    _ = builder.factorisedRate(noisy)
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 16, mode: .training)
    let before = allocation_count()
    graph.forward(in: pass)
    graph.backward(in: pass)
    #expect(allocation_count() == before)
  }

  /// The rate of a number under a mixture set into the parameters of a model.
  private func rate<Scalar: EngineScalar>(of x: Scalar, under mixture: LogisticMixture) -> Scalar {
    var builder = GraphBuilder<Scalar>(batchCapacity: 1)
    let input = builder.data(columns: 1)
    let (_, rate, _) = builder.factorisedRate(
      input, options: FactorisedEntropyOptions(componentCount: mixture.weights.count))
    let graph = Graph(builder)
    let pass = graph.pass(rowCount: 1, mode: .evaluation)
    for (index, weight) in mixture.weights.enumerated() {
      pass.value(graph.parameters[0])[index, 0] = Scalar(Double.log(weight))
      pass.value(graph.parameters[1])[index, 0] = Scalar(mixture.means[index])
      pass.value(graph.parameters[2])[index, 0] = Scalar(
        Double.log(mixture.scales[index] - FactorisedEntropyModel.leastScale))
    }
    pass.value(input)[0, 0] = x
    graph.forward(in: pass)
    return pass.rows(of: rate)[0]
  }

  /// All gradients of a small network's parameters, in training with the same noise.
  private func gradients<Scalar: EngineScalar>(_: Scalar.Type, _ channels: Int) -> [Double] {
    var builder = GraphBuilder<Scalar>(batchCapacity: 8)
    let input = builder.data(columns: 16 * channels)
    let shape = ImageShape(height: 4, width: 4, channels: channels)
    let noisy = builder.quantisationSurrogate(
      FeatureMap(input, shape: shape), kind: .additiveNoise, seed: seed["noise", 2])
    _ = builder.factorisedRate(noisy, weight: 0.2)
    let graph = Graph(builder)
    scatter(graph)
    let pass = graph.pass(rowCount: 8, mode: .training)
    fill(pass.value(input))
    graph.forward(in: pass)
    graph.backward(in: pass)
    return graph.parameters.flatMap { parameter in
      (0..<parameter.rows).flatMap { row in
        (0..<parameter.columns).map { Double(pass.gradient(parameter)[row, $0]) }
      }
    }
  }

  /// Moves all parameters away from their first values, the same in both precisions.
  private func scatter<Scalar: EngineScalar>(_ graph: Graph<Scalar>) {
    let pass = graph.pass(rowCount: 1, mode: .evaluation)
    var stream = RandomStream(seed: seed["scatter", 1])
    for parameter in graph.parameters {
      for row in 0..<parameter.rows {
        for column in 0..<parameter.columns {
          pass.value(parameter)[row, column] += Scalar(Float(1.7 * stream.nextUniform() - 0.71))
        }
      }
    }
  }

  /// Fills a matrix with numbers of mean -0.71 and deviation 2.385, the same in both precisions.
  private func fill<Scalar: EngineScalar>(_ matrix: Matrix<Scalar>) {
    var stream = RandomStream(seed: seed["fill", 1])
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        let uniform = stream.nextUniform() - 0.5
        matrix[row, column] = Scalar(Float(-0.71 + 2.385 * Double(12).squareRoot() * uniform))
      }
    }
  }

  private func expectGradients(_ graph: Graph<Double>, input: Value) {
    scatterParameters(of: graph, seed: seed)
    graph.pass(rowCount: 4, mode: .training).value(input).fillIrregularly(seed: seed["data", 1])
    let check = GradientCheck(graph, rowCount: 4)
    #expect(check.count > 40)
    #expect(check.worst < 1)
    #expect(check.isPaddingZero)
  }
}
