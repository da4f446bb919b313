import RDCore
import Testing

@Suite("Units")
struct UnitsTests {
  @Test("bits and nats are the same amount")
  func information() {
    #expect(abs(Information.bits(2.385).nats - 1.653_156_025_635) < 1e-10)
    #expect(abs(Information.nats(1.653_156_025_635).bits - 2.385) < 1e-10)
    #expect((Information.bits(1.25) + .bits(0.5) - .bits(0.75)).bits == 1)
    #expect(Information.nats(1) < Information.bits(1.5))
    #expect((Information.bits(1.25) * 2.5).bits == 3.125)
  }

  @Test("decibels of a power ratio and back")
  func decibel() {
    #expect(abs(decibels(ofPowerRatio: 2.385) - 3.774_883_833_76) < 1e-9)
    #expect(decibels(ofPowerRatio: 0) == -.infinity)
  }
}
