import RDCore
import RDLatentCodes
import RDNetworks
import Testing

@Suite("Codes of vectors")
struct VectorCodeTests {
  private let training = normalVectors(
    count: 40, components: Array(repeating: (mean: 0.37, standardDeviation: 1.9), count: 5))

  /// One of each kind, from 5 components to 3.
  private func codes() throws -> [any VectorCode] {
    [
      SubsamplingCode(inputDimension: 5, latentDimension: 3),
      try PrincipalComponents(training: training, latentDimension: 3),
      Autoencoder(
        try AutoencoderArchitecture(inputDimension: 5, latentDimension: 3, hiddenWidths: [4]),
        batchCapacity: 8, seed: SeedPath(root: 7)),
    ]
  }

  @Test("the naive code keeps the first components of every vector and fills up with zeros")
  func naive() {
    let code = SubsamplingCode(inputDimension: 4, latentDimension: 2)
    let vectors = VectorBlock(
      count: 3, dimension: 4, elements: [1, -2, 3, -4, 5.5, 6, -7, 8, -9, 10, 11, 12])
    let latents = code.encode(vectors)
    #expect(latents == VectorBlock(count: 3, dimension: 2, elements: [1, -2, 5.5, 6, -9, 10]))
    let decoded = code.decode(latents)
    #expect(
      decoded
        == VectorBlock(count: 3, dimension: 4, elements: [1, -2, 0, 0, 5.5, 6, 0, 0, -9, 10, 0, 0]))
    // (9 + 16) / 4 and so on.
    #expect(vectors.squaredErrors(of: decoded) == [6.25, 28.25, 66.25])
  }

  @Test("the naive code that keeps everything loses nothing")
  func keepAll() {
    let vectors = normalVectors(count: 7, components: [(0.37, 1.9), (-0.71, 2.385), (5, 0.1)])
    let code = SubsamplingCode(inputDimension: 3, latentDimension: 3)
    #expect(code.encode(vectors) == vectors)
    #expect(code.decode(code.encode(vectors)) == vectors)
  }

  @Test("every code keeps the number of vectors and gives the dimensions it promises")
  func shapes() throws {
    for code in try codes() {
      #expect(code.inputDimension == 5)
      #expect(code.latentDimension == 3)
      // None, one, a part of a batch, and more than one batch.
      for count in [0, 1, 7, 17] {
        let vectors = VectorBlock(
          count: count, dimension: 5, elements: Array(training.elements.prefix(5 * count)))
        let latents = code.encode(vectors)
        #expect(latents.count == count && latents.dimension == 3)
        let decoded = code.decode(latents)
        #expect(decoded.count == count && decoded.dimension == 5)
        #expect(decoded.elements.allSatisfy { $0.isFinite })
      }
    }
  }

  @Test("a code treats every vector alone")
  func rowsAreIndependent() throws {
    for code in try codes() {
      let all = code.decode(code.encode(training))
      for row in [0, 8, 39] {
        let alone = VectorBlock(
          count: 1, dimension: 5, elements: Array(training.elements[5 * row..<5 * row + 5]))
        let decoded = code.decode(code.encode(alone)).elements
        for (value, expected) in zip(decoded, all.elements[5 * row..<5 * row + 5]) {
          // A matrix product may add up in another order: a few roundings of numbers below 16.
          #expect(abs(value - expected) <= 16 * 16 * .ulpOfOne)
        }
      }
    }
  }
}
