import RDCore
import RDSources
import RDTheory
import ReferenceTables
import Testing

@Suite("Reverse water-filling")
struct WaterFillingTests {
  @Test("the AR(1) process and its blocks agree with the table")
  func gaussMarkov() throws {
    let name = try Descriptor(parsing: "gauss-markov:rho=0.9,standard-deviation=2.385")
    guard case .process(let process) = try SourceCatalogue.source(name) else {
      Issue.record("not a process")
      return
    }
    let block = try ParallelGaussianRateDistortion(of: process, blocklength: 100)
    let limit = StationaryGaussianRateDistortion(of: process)
    for row in try referenceTables.rows("rd-gauss-markov") {
      let distortion = try row.number("D_target") * 2.385 * 2.385
      let function: any RateDistortionFunction = row["n"] == "inf" ? limit : block
      let expected = try row.number("R_bits_per_sample")
      let found = function.ratePerSample(atDistortion: distortion)
      // The table has 17 digits; eigenvalues and quadrature keep 12 of them.
      #expect(abs(found.value!.bits - expected) <= 1e-12)
      let back = function.distortion(atRatePerSample: .bits(expected)).value!
      #expect(abs(back / distortion - 1) <= 1e-11)
      if let active = row["active_components"].flatMap({ Int($0) }) {
        #expect(block.activeCount(atDistortion: distortion) == active)
      }
    }
  }

  @Test("components below the level get no rate")
  func parallel() {
    let function = ParallelGaussianRateDistortion(
      of: ParallelGaussians(variances: [0.25, 4, 0, 1]))
    // At the level 0.5: errors 0.5, 0.5, 0.25 and 0, rates 1.5 and 0.5 bits, over four components.
    #expect(abs(function.ratePerSample(atDistortion: 1.25 / 4).value!.bits - 0.5) <= 1e-15)
    #expect(abs(function.distortion(atRatePerSample: .bits(0.5)).value! - 1.25 / 4) <= 1e-15)
    #expect(function.zeroRateDistortion == 5.25 / 4)
    #expect(function.ratePerSample(atDistortion: 5.25 / 4).value! == .zero)
  }
}
