import RDCore
import RDNetworks
import RealModule
import Testing

@Suite("Learning-rate schedules")
struct LearningRateScheduleTests {
  @Test(
    "are written as they are read",
    arguments: [
      ("constant", "constant"), ("step:every=30", "step:every=30,factor=0.5"),
      ("cosine", "cosine:from=5.0,until=10.0,floor=0.01"),
      (
        "warm-up:steps=100,cosine:from=2.5,until=8,floor=0",
        "warm-up:steps=100,cosine:from=2.5,until=8.0,floor=0.0"
      ),
    ])
  func text(_ given: String, _ canonical: String) throws {
    let schedule = try LearningRateSchedule(parsing: given, epochs: 10)
    #expect(schedule.description == canonical)
    // Nothing is left to the number of epochs.
    let again = try LearningRateSchedule(parsing: canonical, epochs: 77)
    #expect(again == schedule)
  }

  @Test("have the values of their formulas")
  func values() throws {
    func value(_ text: String, _ step: Int) throws -> Double {
      try LearningRateSchedule(parsing: text, epochs: 10).value(atStep: step, stepsPerEpoch: 7)
    }
    #expect(try value("constant", 12_345) == 1)
    let steps: [(Int, Double)] = [(0, 1), (20, 1), (21, 0.3), (41, 0.3), (42, 0.09)]
    for (step, expected) in steps {
      // One rounding of the power.
      #expect(abs(try value("step:every=3,factor=0.3", step) - expected) < 1e-16)
    }
    let rise: [(Int, Double)] = [(0, 0.25), (2, 0.75), (3, 1), (4, 1), (400, 1)]
    for (step, expected) in rise {
      #expect(try value("warm-up:steps=4", step) == expected)
    }
    let inBetween: Double = 0.01 + 0.99 * (1 + Double.cos(0.4 * .pi)) / 2
    let cosine: [(Int, Double)] = [(0, 1), (35, 1), (70, 0.01), (1000, 0.01), (49, inBetween)]
    for (step, expected) in cosine {
      // A cosine and three operations on numbers of at most one.
      #expect(abs(try value("cosine", step) - expected) < 1e-15)
    }
    let both = try value("warm-up:steps=100,cosine:from=0,until=10,floor=0", 35)
    // Half of the cosine, 36 steps of the rise.
    #expect(abs(both - 0.36 * 0.5) < 1e-15)
  }

  @Test(
    "what cannot be read is refused",
    arguments: [
      "", "cosin", "step", "step:every=0", "step:every=1.5", "step:every=3,factor=0",
      "step:every=3,x=1", "warm-up:steps=1e99", "cosine:from=9,until=9", "cosine:floor=2",
      "constant,cosine",
    ])
  func refusals(_ text: String) throws {
    #expect(throws: (any Error).self) { try LearningRateSchedule(parsing: text, epochs: 10) }
  }
}
