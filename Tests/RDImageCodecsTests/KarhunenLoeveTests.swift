import RDCoding
import RDCore
import RDImageCodecs
import RDLatentCodes
import RDNetworks
import Testing

@Suite("The Karhunen–Loève transform of images, and coded latents")
struct KarhunenLoeveTests {
  private let shape = ImageShape(height: 3, width: 4, channels: 3)

  /// Images whose samples depend on one another: running sums of noise, around 117.
  private func images(_ count: Int, seed: Int) -> ImageBlock {
    var stream = RandomStream(seed: SeedPath(root: 2026)["images", seed])
    var samples: [UInt8] = []
    for _ in 0..<count {
      var value = 117.0
      for _ in 0..<shape.elementCount {
        value += 40 * (stream.nextUniform() - 0.5) - 0.1 * (value - 117)
        samples.append(UInt8(max(0, min(255, value.rounded()))))
      }
    }
    return ImageBlock(count: count, shape: shape, samples: samples)
  }

  private func vectors(_ images: ImageBlock) -> VectorBlock {
    VectorBlock(
      count: images.count, dimension: shape.elementCount,
      elements: images.samples.map { Float($0) / 255 })
  }

  private func error(_ block: VectorBlock, _ other: VectorBlock) -> Double {
    block.squaredErrors(of: other).reduce(0, +) / Double(block.count)
  }

  @Test("it is the principal components of the same vectors")
  func agreement() throws {
    let training = images(1_300, seed: 1)
    let test = images(230, seed: 2)
    let transform = try KarhunenLoeveTransform(training: training)
    let components = try PrincipalComponents(training: vectors(training), latentDimension: 7)
    for (variance, other) in zip(transform.variances, components.variances) {
      // The other one rounds the vectors to single precision first.
      #expect(abs(variance - other) <= 1e-6 * components.variances[0])
    }
    let code = transform.prefix(7)
    let reconstruction = code.decode(code.encode(test))
    let other = components.decode(components.encode(vectors(test)))
    let difference = zip(reconstruction.elements, other.elements).map { abs($0 - $1) }.max() ?? 1
    // Single precision, over sums of 36 terms below 1.
    #expect(difference < 1e-5)
  }

  @Test(
    "the training error is the mean of the variances left out, and all coefficients lose nothing")
  func errors() throws {
    let training = images(900, seed: 1)
    let transform = try KarhunenLoeveTransform(training: training)
    let left = transform.variances.dropFirst(7).reduce(0, +) / Double(shape.elementCount)
    let code = transform.prefix(7)
    #expect(
      abs(error(vectors(training), code.decode(code.encode(training))) / left - 1) < 1e-4)
    let whole = transform.prefix(shape.elementCount)
    #expect(error(vectors(training), whole.decode(whole.encode(training))) < 1e-12)
  }

  @Test("files give back the quantised latents, at about the bits that were estimated")
  func files() throws {
    let transform = try KarhunenLoeveTransform(training: images(2_000, seed: 1))
    let code = transform.prefix(20)
    let training = code.encode(images(2_000, seed: 1))
    let latents = code.encode(images(700, seed: 3))
    let quantisers = [
      LatentQuantiser.rounding(step: 0.071, for: training),
      .entropyConstrained(step: 0.071, for: training),
      try .allocated(.bits(37), for: training),
      try .ofUnitNormal(method: "lloyd-max", bits: 3, latentDimension: 20),
    ]
    for quantiser in quantisers {
      let coder = try CodedLatentQuantiser(quantiser, training: training)
      let file = ImageContainer(latents: latents, of: shape, by: coder).bytes
      let decoded = try ImageContainer(parsing: file).groups[0].latents(by: coder)
      #expect(decoded == quantiser.quantise(latents))
      let estimate = coder.estimatedRate(of: latents).bits / 8
      // At most 30 bytes around the payload, and less than 0.1 % by the rounding of a 64-bit range.
      #expect(Double(file.count) >= estimate)
      #expect(Double(file.count) <= estimate * 1.001 + 30)
    }
    #expect(quantisers[2].fixedRate.bits == 37)
  }

  @Test("no bit moved from one component to another lowers the expected error of an allocation")
  func allocation() throws {
    var stream = RandomStream(seed: SeedPath(root: 2026)["allocation", 1])
    let spreads = [2.385, 1.71, 0.93, 0.92, 0.31, 0.07, 0]
    let latents = VectorBlock(
      count: 500, dimension: spreads.count,
      elements: (0..<500).flatMap { _ in spreads.map { Float($0 * (stream.nextUniform() - 0.71)) } }
    )
    let quantiser = try LatentQuantiser.allocated(.bits(11.8), for: latents)
    #expect(quantiser.fixedRate.bits == 11)
    let bits = quantiser.levelCounts.map { $0.trailingZeroBitCount }
    // The table of Max for 1 to 6 bits; these components never get more.
    let errors = [1, 0.363_380, 0.117_482, 0.034_547_8, 0.009_500_8, 0.002_505, 0.000_645]
    let variances = (0..<spreads.count).map { component in
      let values = (0..<500).map { Double(latents.elements[$0 * spreads.count + component]) }
      let mean = values.reduce(0, +) / 500
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 499
    }
    for giver in bits.indices where bits[giver] > 0 {
      for taker in bits.indices where taker != giver {
        let loss = variances[giver] * (errors[bits[giver] - 1] - errors[bits[giver]])
        let gain = variances[taker] * (errors[bits[taker]] - errors[bits[taker] + 1])
        #expect(gain <= loss)
      }
    }
    #expect(bits.last == 0)
  }

  @Test("an entropy-constrained quantiser loses less than rounding at the same bits")
  func entropyConstrained() throws {
    let transform = try KarhunenLoeveTransform(training: images(4_000, seed: 1))
    let code = transform.prefix(shape.elementCount)
    let training = code.encode(images(4_000, seed: 1))
    func point(_ quantiser: LatentQuantiser) throws -> (bits: Double, error: Double) {
      let coder = try CodedLatentQuantiser(quantiser, training: training)
      return (
        coder.estimatedRate(of: training).bits / Double(training.count),
        error(training, quantiser.quantise(training))
      )
    }
    // The step of least bits that still loses less than the other quantiser, by halving.
    let better = try point(.entropyConstrained(step: 0.13, for: training))
    var (low, high) = (0.05, 0.5)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if try point(.rounding(step: middle, for: training)).error < better.error {
        low = middle
      } else {
        high = middle
      }
    }
    let rounding = try point(.rounding(step: low, for: training))
    #expect(better.bits < rounding.bits)
  }

  @Test("damaged payloads are refused or decoded to finite numbers, never trusted")
  func hostile() throws {
    let transform = try KarhunenLoeveTransform(training: images(300, seed: 1))
    let code = transform.prefix(9)
    let training = code.encode(images(300, seed: 1))
    let coder = try CodedLatentQuantiser(.rounding(step: 0.13, for: training), training: training)
    let good = coder.payload(of: code.encode(images(20, seed: 4)))
    var stream = RandomStream(seed: SeedPath(root: 2026)["hostile", 1])
    for trial in 0..<300 {
      var bytes = good
      if trial % 2 == 0 {
        bytes.removeLast(1 + stream.next(below: bytes.count))
      } else {
        bytes[stream.next(below: bytes.count)] ^= UInt8(1 << stream.next(below: 8))
      }
      let decoded = try? coder.latents(of: bytes, count: 20)
      #expect(decoded?.elements.allSatisfy(\.isFinite) ?? true)
    }
    #expect(throws: CodingError.self) { try coder.latents(of: good, count: 2000) }
    #expect(throws: CodingError.self) { try coder.latents(of: good + [1], count: 20) }
  }
}
