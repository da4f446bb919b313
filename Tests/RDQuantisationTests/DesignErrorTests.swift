import RDQuantisers
import Testing

@Suite("Failures of designs")
struct DesignErrorTests {
  @Test("a missed rate says what was reached and what to do")
  func rateMissed() {
    let error = DesignError.rateMissed(
      method: "ecvq:dimension=7", askedBitsPerSample: 0.71, reachedBitsPerSample: 0.64)
    #expect(error.failureClass == .wrongUse)
    #expect(
      error.description
        == "ecvq:dimension=7 comes to 0.64 bits per sample for this source where 0.71 are asked for, and has no quantiser nearer to it. Take another rate or another method."
    )
  }
}
