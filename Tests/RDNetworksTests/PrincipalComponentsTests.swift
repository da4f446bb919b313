import RDCore
import RDNetworks
import RealModule
import Testing

@Suite("Principal components")
struct PrincipalComponentsTests {
  /// Two vectors a direction: `mean ± spread * direction`, so the covariance is known exactly.
  ///
  /// The directions are the columns of a Householder reflection, orthonormal and without zeros.
  static let dimension = 5
  package static let mean = [0.71, -1.3, 2.385, 0.04, -3.2]
  static let spreads = [4.1, 2.7, 1.9, 0.8, 0.3]
  static let reflector = [0.6, -0.35, 0.41, 0.52, -0.27]

  static func direction(_ index: Int) -> [Double] {
    let norm = reflector.reduce(0) { $0 + $1 * $1 }
    return (0..<dimension).map {
      ($0 == index ? 1 : 0) - 2 * reflector[$0] * reflector[index] / norm
    }
  }

  static let vectors: VectorBlock = {
    var elements: [Float] = []
    for index in 0..<dimension {
      for sign in [1.0, -1] {
        let axis = direction(index)
        elements += (0..<dimension).map { Float(mean[$0] + sign * spreads[index] * axis[$0]) }
      }
    }
    return VectorBlock(count: 2 * dimension, dimension: dimension, elements: elements)
  }()

  @Test("finds mean, variances and directions that are known")
  func known() throws {
    let components = try PrincipalComponents(training: Self.vectors, latentDimension: 3)
    #expect(components.inputDimension == 5 && components.latentDimension == 3)
    for index in 0..<5 {
      // The vectors are rounded to single precision: 5e-7 for components up to 8.
      #expect(abs(components.mean[index] - Self.mean[index]) < 1e-6)
      let variance = 2 * Self.spreads[index] * Self.spreads[index] / 10
      #expect(abs(components.variances[index] - variance) < 1e-5)
    }
    for index in 0..<3 {
      var axis = Self.direction(index)
      let largest = axis.max { abs($0) < abs($1) } ?? 0
      if largest < 0 { axis = axis.map { -$0 } }
      for column in 0..<5 {
        #expect(abs(components.directions[index * 5 + column] - axis[column]) < 1e-6)
      }
    }
  }

  @Test("the error of the code is the sum of the variances left out")
  func error() throws {
    for latentDimension in 1...5 {
      let components = try PrincipalComponents(
        training: Self.vectors, latentDimension: latentDimension)
      let latents = components.encode(Self.vectors)
      #expect(latents.count == 10 && latents.dimension == latentDimension)
      let decoded = components.decode(latents)
      let error = zip(decoded.elements, Self.vectors.elements)
        .reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
      let expected = components.variances[latentDimension...].reduce(0, +)
      #expect(abs(error / 10 - expected) < 1e-5)
    }
  }

  @Test("more vectors than are worked on together")
  func chunks() throws {
    let vectors = sampleVectors(count: 1300, dimension: 6)
    let components = try PrincipalComponents(training: vectors, latentDimension: 6)
    // Independent components of variance one: each variance is one within six standard deviations of the largest
    // eigenvalue's edge, 1 + 2 sqrt(6 / 1300) and as much again.
    #expect(components.variances.allSatisfy { abs($0 - 1) < 4 * (6.0 / 1300).squareRoot() })
    let decoded = components.decode(components.encode(vectors))
    let worst = zip(decoded.elements, vectors.elements).map { abs($0 - $1) }.max()
    // A complete code loses only the rounding of its six numbers to single precision.
    #expect(try #require(worst) < 2e-6)
  }

  @Test("a linear autoencoder reaches their error on correlated vectors, and no better")
  func linearAutoencoder() throws {
    // Each component leans on the one before: a first-order autoregression with correlation 0.9.
    var stream = RandomStream(seed: SeedPath(root: 3)["vectors", "autoregressive"])
    var elements: [Float] = []
    for _ in 0..<2000 {
      var state = 0.0
      for _ in 0..<12 {
        let innovation = Double(12).squareRoot() * (stream.nextUniform() - 0.5)
        state = 0.9 * state + (1 - 0.81).squareRoot() * innovation
        elements.append(Float(state + 0.3))
      }
    }
    let vectors = VectorBlock(count: 2000, dimension: 12, elements: elements)
    let components = try PrincipalComponents(training: vectors, latentDimension: 4)
    let best = components.variances[4...].reduce(0, +) / 12
    let (model, trainer) = try Autoencoder.training(
      try AutoencoderArchitecture(
        inputDimension: 12, latentDimension: 4, hiddenWidths: [], activation: .linear),
      on: vectors, options: TrainingOptions(batchSize: 50, learningRate: 2e-3),
      seed: SeedPath(root: 8))
    for _ in 0..<150 { _ = try trainer.trainEpoch() }
    let reached = model.evaluate(vectors).meanSquaredError
    // No affine code of the training vectors can do better; training stops where batches pull to and fro.
    #expect(reached > best * (1 - 1e-5))
    #expect(reached < best * 1.02)
  }

  @Test("vectors without principal components are refused")
  func refusals() {
    func expect(_ error: PrincipalComponentsError, _ vectors: VectorBlock, _ latentDimension: Int) {
      #expect(throws: error) {
        try PrincipalComponents(training: vectors, latentDimension: latentDimension)
      }
      #expect(error.description.hasSuffix("."))
    }
    expect(.badLatentDimension(0, inputDimension: 5), Self.vectors, 0)
    expect(.badLatentDimension(6, inputDimension: 5), Self.vectors, 6)
    expect(.noVectors, VectorBlock(count: 0, dimension: 5), 2)
    var bad = Self.vectors
    bad.elements[13] = .nan
    expect(.nonFiniteData(vector: 2, component: 3), bad, 2)
  }
}
