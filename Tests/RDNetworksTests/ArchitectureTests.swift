import RDNetworks
import Testing

@Suite("The shape of an autoencoder")
struct ArchitectureTests {
  @Test("what cannot be built is refused with its reason")
  func refusals() {
    func expect(
      _ error: ArchitectureError, input: Int = 10, latent: Int = 3, hidden: [Int] = [8],
      dropout: Double = 0, weight: Double? = nil
    ) {
      #expect(throws: error) {
        try AutoencoderArchitecture(
          inputDimension: input, latentDimension: latent, hiddenWidths: hidden,
          dropoutRate: dropout, divergenceWeight: weight)
      }
      #expect(error.description.hasSuffix("."))
    }
    expect(.badInputDimension(0), input: 0)
    expect(.badLatentDimension(0, inputDimension: 10), latent: 0)
    expect(.badLatentDimension(11, inputDimension: 10), latent: 11)
    expect(.badHiddenWidth(-4), hidden: [8, -4])
    expect(.badDropoutRate(1), dropout: 1)
    expect(.badDropoutRate(-0.1), dropout: -0.1)
    expect(.badDivergenceWeight(-1), weight: -1)
    expect(.badDivergenceWeight(.infinity), weight: .infinity)
    expect(
      .tooManyParameters(limit: AutoencoderArchitecture.parameterLimit), hidden: [1 << 40, 1 << 40])
    expect(.tooManyParameters(limit: AutoencoderArchitecture.parameterLimit), hidden: [Int.max])
    #expect(throws: ArchitectureError.self) {
      try AutoencoderArchitecture(inputDimension: 4, latentDimension: 2, dropoutRate: .nan)
    }
  }

  @Test("counts its parameters")
  func parameterCount() throws {
    let plain = try AutoencoderArchitecture(inputDimension: 100, latentDimension: 30)
    #expect(plain.parameterCount == 101 * 128 + 129 * 30 + 31 * 128 + 129 * 100)
    let variational = try AutoencoderArchitecture(
      inputDimension: 7, latentDimension: 2, hiddenWidths: [], divergenceWeight: 1)
    #expect(variational.parameterCount == 8 * 4 + 3 * 7)
  }

  @Test("tells any two shapes apart in one line")
  func summary() throws {
    let base = try AutoencoderArchitecture(
      inputDimension: 9, latentDimension: 2, hiddenWidths: [5, 3], activation: .leakyReLU,
      dropoutRate: 0.25)
    #expect(
      base.summary
        == "autoencoder:input=9,latent=2,hidden=5/3,activation=leaky-relu,dropout=0.25,variational=none"
    )
  }
}
