import RDCore
import RDTheory
import Testing

@Suite("Enclosures")
struct EnclosureTests {
  @Test("a rate has a value within 0.01 bit or 1 %")
  func rates() {
    let near = Enclosure<Information>(lower: .bits(0.271), upper: .bits(0.2805))
    #expect(abs(near.value!.bits - 0.27575) < 1e-12)
    #expect(Enclosure<Information>(lower: .bits(0.271), upper: .bits(0.2815)).value == nil)
    #expect(Enclosure<Information>(lower: .bits(7.1), upper: .bits(7.17)).value != nil)
    #expect(Enclosure<Information>(lower: .bits(7.1), upper: .bits(7.18)).value == nil)
  }

  @Test("a distortion has a value within 1 % or what 0.01 bit is worth")
  func distortions() {
    func value(_ ratio: Double, bitsPerOctave: Double) -> Double? {
      Enclosure<Double>(lower: 0.037, upper: 0.037 * ratio, bitsPerOctave: bitsPerOctave).value
    }
    // 0.01 bit is 1.4 % of a squared error and 0.7 % of an absolute one.
    #expect(value(1.0139, bitsPerOctave: 0.5) != nil && value(1.014, bitsPerOctave: 0.5) == nil)
    #expect(value(1.0099, bitsPerOctave: 1) != nil && value(1.0101, bitsPerOctave: 1) == nil)
    #expect(Enclosure<Double>(lower: 0, upper: 1, bitsPerOctave: 1).value == nil)
  }

  @Test("a gap has a value where the function has one, and its ends always")
  func gap() throws {
    // So far beyond the reach of the programme, its bounds are 0.5 bit apart.
    let function = try RateDistortion.function(named: "logistic", measure: .meanAbsoluteError)
    let gap = function.gap(distortion: 1e-7, rate: .bits(25))
    #expect(gap.decibels.value == nil && gap.ratePerSample.value == nil)
    #expect(gap.decibels.lower < gap.decibels.upper)
    #expect(gap.ratePerSample.upper.bits - gap.ratePerSample.lower.bits > 0.01)
    let near = function.gap(distortion: 0.1, rate: .bits(3))
    #expect(near.decibels.value != nil && near.ratePerSample.value != nil)
  }
}
