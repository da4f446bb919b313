import RDCore
import RealModule
import Testing

/// Functions of vectors of single precision against those of the mathematical library in double precision, which is the same
/// number to all digits that are compared.
@Suite("Functions of vectors")
struct WideVectorTests {
  private let seed = SeedPath(root: 12)

  @Test("exponential: relative error below 2e-7, held within its range")
  func exponential() {
    var stream = RandomStream(seed: seed["exponential", 1])
    var worst = 0.0
    for _ in 0..<20_000 {
      var x = SIMD16<Float>(repeating: 0)
      for lane in x.indices { x[lane] = Float(-87 + 175 * stream.nextUniform()) }
      let y = x.exponential()
      for lane in x.indices {
        let exact = Double.exp(Double(x[lane]))
        worst = max(worst, abs(Double(y[lane]) / exact - 1))
      }
    }
    #expect(worst < 2e-7)
    #expect(SIMD16<Float>(repeating: 0).exponential()[3] == 1)
    let low = SIMD16<Float>(repeating: -1e30).exponential()[3]
    let high = SIMD16<Float>(repeating: .infinity).exponential()[3]
    #expect(low >= .leastNormalMagnitude && low < 2e-38)
    #expect(high.isFinite && high > 1e38)
  }

  @Test("logarithm: error below 2e-7 of the result, or of the distance to 1")
  func logarithm() {
    var stream = RandomStream(seed: seed["logarithm", 1])
    var worst = 0.0
    for trial in 0..<20_000 {
      var x = SIMD16<Float>(repeating: 0)
      for lane in x.indices {
        let u = stream.nextUniform()
        // All orders of magnitude, and the neighbourhood of 1.
        x[lane] =
          trial.isMultiple(of: 2) ? Float(Double.exp(-86 + 172 * u)) : Float(0.7 + 0.8 * u)
      }
      let y = x.naturalLogarithm()
      for lane in x.indices {
        let exact = Double.log(Double(x[lane]))
        worst = max(worst, abs(Double(y[lane]) - exact) / abs(exact))
      }
    }
    #expect(worst < 2e-7)
    #expect(SIMD16<Float>(repeating: 1).naturalLogarithm()[5] == 0)
  }

  @Test("rounding: the nearest, the even one of two, and large numbers as they are")
  func rounding() {
    let x = SIMD16<Float>(
      0.5, 1.5, -0.5, -2.5, 2.4999, -7.51, 4_194_303.5, 8_388_609, -1e20, 0, -0.2, 3e9, 0.7, -1.5,
      100.5, 101.5)
    let y = x.roundedToWhole()
    for lane in x.indices { #expect(y[lane] == x[lane].rounded(.toNearestOrEven)) }
  }
}
